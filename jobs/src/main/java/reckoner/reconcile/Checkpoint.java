package reckoner.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far an account is proven.
 *
 * @param openingMicros stated opening balance that it was proven from, micro-credits
 * @param balanceMicros after the last entry of the chain, micro-credits
 * @param lastAt microseconds since 2000-01-01, as PostgreSQL counts them
 * @param firstAt the same
 * @param amountMicros sum of amounts, micro-credits
 * @param openFindings what the walk found in the proven part
 * @param settled true where entries that follow from the last one cannot change what was found
 */
record Checkpoint(
        int account,
        @Nullable Long openingMicros,
        long balanceMicros,
        long lastAt,
        @Nullable Long lastSequence,
        long lastEntry,
        long firstAt,
        long entries,
        long amountMicros,
        int openFindings,
        boolean settled) {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    static Instant instant(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(EPOCH, at);
    }

    Stretch.Anchor anchor() {
        return new Stretch.Anchor(balanceMicros, lastAt, lastSequence == null ? Stretch.NO_SEQUENCE : lastSequence);
    }

    /** The same, as a walk in chain order ended. */
    Checkpoint endingWith(long balance, int findings, boolean isSettled) {
        return new Checkpoint(account, openingMicros, balance, lastAt, lastSequence, lastEntry, firstAt, entries, amountMicros, findings, isSettled);
    }
}
