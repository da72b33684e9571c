package reckoner.seal;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it was sealed.
 *
 * @param load that it belongs to; null where it is about none
 * @param entry number of the ledger entry; null where it is about a load
 * @param words place, what is wrong, and the values, for a person
 */
public record Finding(Kind kind, @Nullable Integer load, @Nullable Long entry, @Nullable String account, @Nullable String transaction,
        @Nullable Integer line, String words) {

    /** What was done to the ledger, as far as it can be told. */
    public enum Kind {
        CHANGED, REMOVED, INSERTED, SWAPPED, NOT_SEALED, VERSION, LOAD, WORDS, REWRITTEN
    }

    static Finding ofEntry(Kind kind, SealedLoad load, StoredEntry entry, String what) {
        return new Finding(kind, load.loadId(), entry.entry(), entry.account(), entry.transaction(), entry.line(),
                "%s line %d, account %s, transaction %s: %s".formatted(load.title(), entry.line(), entry.account(), entry.transaction(), what));
    }

    static Finding ofLoad(Kind kind, SealedLoad load, String what) {
        return new Finding(kind, load.loadId(), null, null, null, null, load.title() + ": " + what);
    }

    static Finding of(Kind kind, String what) {
        return new Finding(kind, null, null, null, null, null, what);
    }
}
