package reckoner.statement;

import java.math.BigDecimal;

/** Say what a line did to the balance; totals are kept apart by it. */
public enum LineKind {
    PURCHASE(1),
    COUPON(1),
    REFUND(1),
    ADJUSTMENT(0),
    USE(-1),
    EXPIRY(-1),
    /** A failed entry; moves nothing unless it was charged all the same. */
    FAILED(0),
    /** A movement of the balance for which the ledger has no entry. */
    UNEXPLAINED(0),
    /** An entry of an earlier period that came, or changed, after its statement was issued. */
    CORRECTION(0);

    private final int direction;

    LineKind(int direction) {
        this.direction = direction;
    }

    /** Tell whether a movement of this sign can be of this kind. */
    boolean allows(BigDecimal movement) {
        return direction == 0 || movement.signum() == 0 || movement.signum() == direction;
    }
}
