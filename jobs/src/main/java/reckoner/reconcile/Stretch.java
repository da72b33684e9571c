package reckoner.reconcile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of consecutive entries of one account without keeping them: where they begin, where they end, and whether
 * each followed from the one before.
 */
final class Stretch {

    /** Stands for a balance that a pending entry does not have. */
    static final long NO_BALANCE = Long.MIN_VALUE;
    /** Stands for a sequence that the source does not give: entries without one come last. */
    static final long NO_SEQUENCE = Long.MAX_VALUE;

    final int account;
    /** Balance that the first entry follows from, by its own figures, micro-credits. */
    private long beforeMicros;
    private long firstToleranceMicros;
    private long firstAt;
    private long firstSequence;
    private long balanceMicros;
    private long lastAt;
    private long lastSequence;
    private long lastEntry;
    private long entries;
    private long amountMicros;
    private boolean troubled;

    Stretch(int account) {
        this.account = account;
    }

    /** A place that new entries may follow: the last one proven, or the opening balance that an account states. */
    record Anchor(long balanceMicros, long lastAt, long lastSequence) {
        static Anchor opening(long balanceMicros) {
            return new Anchor(balanceMicros, Long.MIN_VALUE, NO_SEQUENCE);
        }
    }

    /** Take the next entry; one without a balance, overdrawn, out of order or not following from the last is trouble. */
    void add(long entry, long at, long sequence, long balance, long effect, long amount, long tolerance) {
        amountMicros = Math.addExact(amountMicros, amount);
        troubled |= balance < 0;
        long after = balance == NO_BALANCE ? 0 : balance;
        if (entries == 0) {
            beforeMicros = after - effect;
            firstToleranceMicros = tolerance;
            firstAt = at;
            firstSequence = sequence;
        } else {
            troubled |= isEarlier(at, sequence, lastAt, lastSequence) || Math.abs(after - effect - balanceMicros) > tolerance;
        }
        balanceMicros = after;
        lastAt = at;
        lastSequence = sequence;
        lastEntry = entry;
        entries++;
    }

    /** Join the entries that come next; where they do not follow, that is trouble. */
    void append(Stretch later) {
        troubled |= later.troubled || later.isTroubledAfter(new Anchor(balanceMicros, lastAt, lastSequence));
        amountMicros = Math.addExact(amountMicros, later.amountMicros);
        balanceMicros = later.balanceMicros;
        lastAt = later.lastAt;
        lastSequence = later.lastSequence;
        lastEntry = later.lastEntry;
        entries += later.entries;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(account);
        for (long figure : new long[] {beforeMicros, firstToleranceMicros, firstAt, firstSequence, balanceMicros, lastAt, lastSequence, lastEntry,
            entries, amountMicros}) {
            out.writeLong(figure);
        }
        out.writeBoolean(troubled);
    }

    static Stretch read(DataInput in) throws IOException {
        Stretch stretch = new Stretch(in.readInt());
        stretch.beforeMicros = in.readLong();
        stretch.firstToleranceMicros = in.readLong();
        stretch.firstAt = in.readLong();
        stretch.firstSequence = in.readLong();
        stretch.balanceMicros = in.readLong();
        stretch.lastAt = in.readLong();
        stretch.lastSequence = in.readLong();
        stretch.lastEntry = in.readLong();
        stretch.entries = in.readLong();
        stretch.amountMicros = in.readLong();
        stretch.troubled = in.readBoolean();
        return stretch;
    }

    /** Must a person's eyes, or a walk in chain order, look at these entries? */
    boolean isTroubled() {
        return troubled;
    }

    /** Does the first entry not follow from {@code anchor}? */
    boolean isTroubledAfter(Anchor anchor) {
        return isEarlier(firstAt, firstSequence, anchor.lastAt(), anchor.lastSequence())
                || Math.abs(beforeMicros - anchor.balanceMicros()) > firstToleranceMicros;
    }

    /** The proven part, {@code before} with these entries after it. */
    Checkpoint checkpoint(@Nullable Checkpoint before, @Nullable Long openingMicros) {
        return new Checkpoint(account, openingMicros, balanceMicros, lastAt,
                lastSequence == NO_SEQUENCE ? null : (Long) lastSequence, lastEntry,
                before == null ? firstAt : before.firstAt(),
                entries + (before == null ? 0 : before.entries()),
                Math.addExact(amountMicros, before == null ? 0 : before.amountMicros()),
                before == null ? 0 : before.openFindings(),
                before == null || before.settled());
    }

    /** In the order of the ledger: by instant, then by the source's own sequence. */
    private static boolean isEarlier(long at, long sequence, long otherAt, long otherSequence) {
        return at < otherAt || at == otherAt && sequence < otherSequence;
    }
}
