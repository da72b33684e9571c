package reckoner.ledger;

import java.util.Arrays;
import java.util.Optional;

/** What an entry is for. The code is the one in table {@code entry_type}; an unknown name is refused, never guessed. */
public enum EntryType {
    ADD(1, "Add", 1),
    CONSUME(2, "Consume", -1),
    REFUND(3, "Refund", 1),
    COUPON(4, "Coupon", 1),
    /** The only type whose amount carries its own sign. */
    ADJUSTMENT(5, "Adjustment", 1),
    EXPIRY(6, "Expiry", -1);

    private final short code;
    private final String title;
    private final int sign;

    EntryType(int code, String title, int sign) {
        this.code = (short) code;
        this.title = title;
        this.sign = sign;
    }

    public short code() {
        return code;
    }

    /** As the feeds write it. */
    public String title() {
        return title;
    }

    /** What a successful entry of this amount does to the balance. */
    public long effect(long amountMicros) {
        return sign * amountMicros;
    }

    public static EntryType ofCode(int code) {
        return values()[code - 1];
    }

    public static Optional<EntryType> named(String title) {
        return Arrays.stream(values()).filter(t -> t.title.equals(title)).findFirst();
    }
}
