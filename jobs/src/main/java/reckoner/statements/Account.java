package reckoner.statements;

import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The account a document is about.
 *
 * @param openingMicros the balance that the account states before its first entry, micro-credits
 * @param archivedBefore first instant of which the ledger still has entries, the opening balance being that before it; null: it has all
 */
record Account(int key, String id, String name, ZoneId zone, String currency, OptionalLong openingMicros, @Nullable Instant archivedBefore) {

    /** Is something of what occurred from this instant on in an archive? */
    boolean isArchivedAt(Instant from) {
        return archivedBefore != null && from.isBefore(archivedBefore);
    }
}
