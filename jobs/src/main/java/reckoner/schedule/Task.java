package reckoner.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be due. */
public enum Task {
    LOAD,
    TIMELINE,
    RECONCILE,
    STATEMENTS,
    EVENTS,
    CLOSE,
    DELIVER,
    HOUSEKEEPING,
    /** Mark batch runs whose process died, so that they can be continued. */
    RECOVER,
    /** Continue a batch run that failed; on demand only. */
    RESTART,
    /** Bring a purchase into the ledger; on demand only. */
    BUY;

    /** As it is typed and kept. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Task> keyed(String key) {
        return Arrays.stream(values()).filter(task -> task.key().equals(key)).findFirst();
    }

    boolean isForTheSchedule() {
        return this != RESTART && this != BUY;
    }
}
