package reckoner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a process can be made to die, so that {@code bench faults} can show that dying there loses nothing. A commit passes one
 * before and one after it; a rename, a sync to disk, a removal and a send pass one after it. Off unless the environment
 * variable {@code RECKONER_FAILPOINT} is set: to n, the process halts at the n-th it passes; to 0, it only has its clock fixed.
 * The clock of such a process may also jump at one, as {@code RECKONER_CLOCK_JUMP} says, while that of the database stays.
 */
public final class Failpoint {

    /** Environment variable that sets it. */
    public static final String VARIABLE = "RECKONER_FAILPOINT";

    /** Environment variable with the number of a failpoint and how far the clock jumps there: {@code 37 PT-5H}. */
    public static final String JUMP_VARIABLE = "RECKONER_CLOCK_JUMP";

    /** System property with the instant at which the clock of such a process stands, so that two runs write the same bytes. */
    public static final String CLOCK_PROPERTY = "reckoner.failpoint.clock";

    /** Exit code of a process that died here, as of one that was killed. */
    public static final int KILLED = 137;

    private static final @Nullable String SET = System.getenv(VARIABLE);
    private static final long LAST = SET == null || SET.isBlank() ? 0 : Long.parseLong(SET);
    private static final AtomicLong PASSED = new AtomicLong();
    private static final @Nullable Jump JUMP = Jump.of(System.getenv(JUMP_VARIABLE));
    private static volatile Duration jumped = Duration.ZERO;

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
        if (LAST == 0 && JUMP == null) {
            return;
        }
        long passed = PASSED.incrementAndGet();
        if (JUMP != null && passed == JUMP.at) {
            jumped = JUMP.by;
        }
        if (passed == LAST) {
            System.err.println("Failpoint " + LAST + ": " + what);
            System.err.flush();
            Runtime.getRuntime().halt(KILLED);
        }
    }

    static Clock clock() {
        if (!isOn()) {
            return Clock.systemUTC();
        }
        String fixed = System.getProperty(CLOCK_PROPERTY);
        return new JumpingClock(fixed == null ? Clock.systemUTC() : Clock.fixed(Instant.parse(fixed), ZoneOffset.UTC));
    }

    private record Jump(long at, Duration by) {

        static @Nullable Jump of(@Nullable String set) {
            if (set == null || set.isBlank()) {
                return null;
            }
            String[] words = set.strip().split(" ");
            return new Jump(Long.parseLong(words[0]), Duration.parse(words[1]));
        }
    }

    /** Shows what the other one shows until it has jumped. */
    private static final class JumpingClock extends Clock {

        private final Clock steady;

        JumpingClock(Clock steady) {
            this.steady = steady;
        }

        @Override
        public Instant instant() {
            return steady.instant().plus(jumped);
        }

        @Override
        public ZoneId getZone() {
            return steady.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new JumpingClock(steady.withZone(zone));
        }
    }
}
