package reckoner.ledger;

import java.util.Arrays;
import java.util.Optional;

/** How an entry ended. The code is the one in table {@code entry_status}. */
public enum EntryStatus {
    SUCCESS(1, "Success"),
    /** Moves nothing; where the chain shows that it did, that is a finding (failed_but_charged). */
    FAILED(2, "Failed"),
    /** Moves nothing yet and may have no balance. */
    PENDING(3, "Pending");

    private final short code;
    private final String title;

    EntryStatus(int code, String title) {
        this.code = (short) code;
        this.title = title;
    }

    public short code() {
        return code;
    }

    /** As the feeds write it. */
    public String title() {
        return title;
    }

    public static EntryStatus ofCode(int code) {
        return values()[code - 1];
    }

    public static Optional<EntryStatus> named(String title) {
        return Arrays.stream(values()).filter(s -> s.title.equals(title)).findFirst();
    }
}
