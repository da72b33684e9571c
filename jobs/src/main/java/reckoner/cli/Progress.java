package reckoner.cli;

import java.time.Duration;

/** Signs of life on standard error: one line that changes on a terminal, plain lines elsewhere. */
final class Progress {

    /** Set by {@code run.sh} where standard error is a terminal. */
    private static final boolean TERMINAL = System.getenv("RECKONER_TERMINAL") != null && System.getenv("NO_COLOR") == null;
    private static final int WIDTH = 30;

    private final int steps;
    private final long started = System.nanoTime();
    private int step;

    Progress(int steps) {
        this.steps = steps;
    }

    /** The next of the steps begins. */
    void next(String what) {
        step++;
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        if (TERMINAL) {
            int filled = WIDTH * (step - 1) / steps;
            System.err.printf("\r\u001b[K[%s%s] %s", "█".repeat(filled), "·".repeat(WIDTH - filled), what);
            System.err.flush();
        } else {
            System.err.printf("%3d s  %d/%d  %s%n", seconds, step, steps, what);
        }
    }

    void done() {
        if (TERMINAL) {
            System.err.print("\r\u001b[K");
            System.err.flush();
        }
    }
}
