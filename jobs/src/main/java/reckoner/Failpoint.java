package reckoner;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a process can be made to die, so that {@code bench faults} can show that dying there loses nothing. A commit passes one
 * before and one after it; a rename, a sync to disk, a removal and a send pass one after it. Off unless the environment
 * variable {@code RECKONER_FAILPOINT} is set: to n, the process halts at the n-th it passes; to 0, it only has its clock fixed.
 */
public final class Failpoint {

    /** Environment variable that sets it. */
    public static final String VARIABLE = "RECKONER_FAILPOINT";

    /** System property with the instant at which the clock of such a process stands, so that two runs write the same bytes. */
    public static final String CLOCK_PROPERTY = "reckoner.failpoint.clock";

    /** Exit code of a process that died here, as of one that was killed. */
    public static final int KILLED = 137;

    private static final @Nullable String SET = System.getenv(VARIABLE);
    private static final long LAST = SET == null || SET.isBlank() ? 0 : Long.parseLong(SET);
    private static final AtomicLong PASSED = new AtomicLong();

    /** Beginning of the line on standard error that says how many were passed by a process that came to its end. */
    public static final String COUNTED = "Failpoints passed: ";

    static {
        if (LAST > 0) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println(COUNTED + PASSED.get())));
        }
    }

    private Failpoint() {}

    /** Whether this process was started to be disturbed. */
    public static boolean isOn() {
        return SET != null && !SET.isBlank();
    }

    /** Die without a further instruction if this is the point to die at; {@code what} just happened or is about to. */
    public static void pass(String what) {
        if (LAST > 0 && PASSED.incrementAndGet() == LAST) {
            System.err.println("Failpoint " + LAST + ": " + what);
            System.err.flush();
            Runtime.getRuntime().halt(KILLED);
        }
    }

    static Clock clock() {
        String fixed = System.getProperty(CLOCK_PROPERTY);
        return isOn() && fixed != null ? Clock.fixed(Instant.parse(fixed), ZoneOffset.UTC) : Clock.systemUTC();
    }
}
