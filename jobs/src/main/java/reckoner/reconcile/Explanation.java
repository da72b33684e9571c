package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.reconcile.Reconciliations.Discrepancy;

/**
 * Why an account's balance is what it is; refuses to exist unless opening and movements make the closing balance.
 *
 * @param opening credits
 * @param openingStated false: no feed states it, the first entry implies it
 * @param archivedBefore first day of the account that the ledger still has entries of, which the opening balance is that before; null: it has all
 * @param movements by kind, event and service; what has no entry stands alone
 * @param closing credits, as the source prints it after the last entry
 * @param lastTransaction null: no entry yet, the balance is the opening
 * @param findings not resolved, up to the instant; also those that moved nothing
 */
public record Explanation(
        String account,
        String name,
        String currency,
        ZoneId zone,
        Instant at,
        BigDecimal opening,
        boolean openingStated,
        @Nullable LocalDate archivedBefore,
        List<Movement> movements,
        BigDecimal closing,
        @Nullable String lastTransaction,
        @Nullable Instant lastAt,
        List<Discrepancy> findings) {

    public Explanation {
        movements = List.copyOf(movements);
        findings = List.copyOf(findings);
        BigDecimal reached = opening.add(sum(movements));
        if (reached.compareTo(closing) != 0) {
            throw new IllegalStateException("explanation of account %s at %s: %s and its movements make %s, but the balance is %s"
                    .formatted(account, at, opening.toPlainString(), reached.toPlainString(), closing.toPlainString()));
        }
    }

    /** What a movement is, in the order of an explanation. */
    public enum Kind {
        PURCHASED("Purchased"),
        COUPON("Coupons"),
        REFUND("Refunds"),
        ADJUSTMENT("Adjustments"),
        USED("Used"),
        EXPIRED("Expired"),
        FAILED("Failed, not charged"),
        FAILED_BUT_CHARGED("Failed but charged"),
        PENDING("Pending"),
        ROUNDING("Rounding by the source"),
        LATER_ENTRIES("Later entries in between"),
        UNEXPLAINED("Without an entry");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One sum of movements, or one movement without an entry.
     *
     * @param credits what it did to the balance
     * @param transaction of the entry before which the balance moved without one
     * @param discrepancy number of the finding; null: not reconciled yet
     */
    public record Movement(
            Kind kind,
            @Nullable String event,
            @Nullable String service,
            long entries,
            BigDecimal credits,
            @Nullable Instant at,
            @Nullable String transaction,
            @Nullable Long discrepancy,
            @Nullable String cause) {}

    /** Sum of the movements, credits. */
    public BigDecimal moved() {
        return sum(movements);
    }

    /** Sum of what moved the balance without an entry, credits. */
    public BigDecimal unexplained() {
        return sum(movements.stream().filter(m -> m.kind() == Kind.UNEXPLAINED).toList());
    }

    private static BigDecimal sum(List<Movement> movements) {
        return movements.stream().map(Movement::credits).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
