package reckoner.schedule;

import java.time.Duration;
import java.util.Map;

/**
 * One run of schedule.yaml.
 *
 * @param lateAfter how long after its due time it is late
 */
public record ScheduledRun(String name, Task task, String expression, Cron cron, Missed missed, Duration lateAfter, Map<String, String> arguments) {

    /** What becomes of due times that nobody was there for. */
    public enum Missed {
        /** All are run, oldest first. */
        ALL,
        /** Only the newest is run, the others are listed as skipped. */
        LAST,
        /** All are listed as skipped. */
        NONE
    }
}
