package reckoner.console;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.table.Figures;
import reckoner.users.Audit;
import reckoner.users.SignedIn;

/**
 * How much leaves by the console: rows of an export, exports side by side, and what one user takes in an hour, which somebody who
 * has got hold of a login would exceed. What is refused is in the audit.
 */
@Component
class Downloads {

    private static final Duration COUNTED = Duration.ofHours(1);

    private final ConsoleSettings settings;
    private final ActivityLog log;
    private final Audit audit;
    private final Semaphore exports;

    Downloads(ConsoleSettings settings, ActivityLog log, Audit audit) {
        this.settings = settings;
        this.log = log;
        this.audit = audit;
        this.exports = new Semaphore(settings.exportsAtOnce());
    }

    /** Too much is asked for just now. */
    static final class TooMany extends RuntimeException {
        TooMany(String message) {
            super(message);
        }
    }

    /** The place of an export among those that are written side by side. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    int exportRows() {
        return settings.exportRows();
    }

    /** Pass, or fail as {@link TooMany} where this user has taken its share of the last hour. */
    void require(SignedIn me) {
        if (audit.looksSince(me, COUNTED) >= settings.downloadsAnHour()) {
            throw new TooMany("You have taken %s exports and documents within an hour, which is the most. Go on in an hour, or have an admin raise reckoner.console.downloads-an-hour."
                    .formatted(Figures.whole(settings.downloadsAnHour())));
        }
    }

    /** A place for an export of these rows; fails as {@link TooMany} or, where they are too many, as {@code COMMAND}. */
    Place export(SignedIn me, ActivityFilter filter, String command) {
        require(me);
        if (!exports.tryAcquire()) {
            throw new TooMany("%d exports are being written just now, which is the most. Repeat it in a minute.".formatted(settings.exportsAtOnce()));
        }
        try {
            if (log.hasMoreThan(filter, settings.exportRows())) {
                throw Failure.command("These are more than %s rows. Narrow the filters, or have all of them written by the command line: %s"
                        .formatted(Figures.whole(settings.exportRows()), command));
            }
            return exports::release;
        } catch (RuntimeException e) {
            exports.release();
            throw e;
        }
    }
}
