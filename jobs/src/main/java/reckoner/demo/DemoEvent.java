package reckoner.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of one account: what the booth offers, how many photos guests take, how often a job fails, and the marks, moments at
 * which somebody certainly presses the button.
 */
record DemoEvent(int account, int number, String id, String name, Instant start, Instant end, List<Service> menu, int photos,
        int oneFailsIn, List<Mark> marks) {

    /** A charge at an interesting instant; without a service, the first of the menu. */
    record Mark(Instant at, @Nullable Service service) {
    }
}
