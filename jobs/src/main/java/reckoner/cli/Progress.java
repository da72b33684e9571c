package reckoner.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.Advance;

/** Signs of life on standard error: one line that is rewritten on a terminal; elsewhere plain lines, few, and none for what is short. */
final class Progress implements AutoCloseable {

    /** Set by {@code run.sh} where standard error is a terminal. */
    private static final boolean TERMINAL = System.getenv("RECKONER_TERMINAL") != null && System.getenv("NO_COLOR") == null;
    private static final int WIDTH = 30;
    /** A line that is wider than the terminal is cut at its margin: what had run over could not be rewritten. */
    private static final String UNWRAPPED = "\u001b[?7l";
    private static final String WRAPPED = "\u001b[?7h";
    private static final Duration EVERY = TERMINAL ? Duration.ofMillis(250) : Duration.ofSeconds(5);

    private final int steps;
    private final long started = System.nanoTime();
    private final Thread watch = new Thread(this::watch, "progress");
    private int step;
    private String what = "";
    private boolean ended;

    /** @param steps how many there are; 0: only what a step tells of itself is shown */
    Progress(int steps) {
        this.steps = steps;
        watch.setDaemon(true);
        watch.start();
    }

    /** The next of the steps begins. */
    synchronized void next(String name) {
        step++;
        what = name;
        if (TERMINAL) {
            rewrite(Advance.now());
        } else {
            System.err.printf("%3d s  %d/%d  %s%n", seconds(), step, steps, name);
        }
    }

    synchronized void done() {
        ended = true;
        watch.interrupt();
        if (TERMINAL) {
            System.err.print("\r\u001b[K");
            System.err.flush();
        }
    }

    @Override
    public void close() {
        done();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY.toMillis());
                look(Advance.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(Advance.@Nullable Snapshot now) {
        if (ended) {
            return;
        }
        if (TERMINAL) {
            rewrite(now);
        } else if (now != null) {
            System.err.printf("%3d s  %s%n", seconds(), detail(now, System.nanoTime()));
        }
    }

    private void rewrite(Advance.@Nullable Snapshot now) {
        int filled = steps == 0 ? 0 : WIDTH * (step - 1) / steps;
        String bar = steps == 0 ? "" : "[" + "█".repeat(filled) + "·".repeat(WIDTH - filled) + "] " + what + "  ";
        System.err.print("\r\u001b[K" + UNWRAPPED + bar + (now == null ? "" : detail(now, System.nanoTime())) + WRAPPED);
        System.err.flush();
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - started).toSeconds();
    }

    /** {@code ledger.csv: 340,000 rows, 113,333 rows/s, 42 %, 4 s left}; what nobody knows is left out. */
    static String detail(Advance.Snapshot now, long nanoTime) {
        long millis = Math.max(1, (nanoTime - now.startedNanos()) / 1_000_000);
        if (now.total() > 0 && now.done() >= now.total()) {
            return String.format(Locale.ROOT, "%s: %,d %s read, booking, %d s so far", now.what(), now.count(), now.unit(), millis / 1_000);
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %,d %s", now.what(), now.count(), now.unit()));
        if (now.count() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s/s", now.count() * 1_000 / millis, now.unit()));
        }
        if (now.done() > 0) {
            long left = millis * (now.total() - now.done()) / now.done();
            text.append(String.format(Locale.ROOT, ", %d %%, %d s left", now.done() * 100 / now.total(), (left + 999) / 1_000));
        }
        return text.toString();
    }
}
