package reckoner;

import org.jspecify.annotations.Nullable;

/**
 * How far the long step of this process has come. The step writes, whoever shows it looks from time to time; there is one at a
 * time, as the run lock sees to.
 */
public final class Advance {

    private static volatile @Nullable Snapshot current;

    private Advance() {}

    /**
     * What is known at one moment.
     *
     * @param what the file, account or month that the step is at
     * @param unit of what is counted, such as rows
     * @param done of {@code total}, in a measure that is even in time, such as bytes of a file as delivered
     * @param total 0 where nobody knows
     * @param startedNanos by {@link System#nanoTime}
     */
    public record Snapshot(String what, String unit, long count, long done, long total, long startedNanos) {}

    public static void begin(String what, String unit, long total) {
        current = new Snapshot(what, unit, 0, 0, total, System.nanoTime());
    }

    /** To be told every few thousand units, not for each. */
    public static void reached(long count, long done) {
        Snapshot now = current;
        if (now != null) {
            current = new Snapshot(now.what, now.unit, count, done, now.total, now.startedNanos);
        }
    }

    public static void end() {
        current = null;
    }

    /** Null between steps, and in steps that do not tell. */
    public static @Nullable Snapshot now() {
        return current;
    }
}
