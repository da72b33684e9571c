package reckoner.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands before and after a job, to decide whether something can be planted there and be found at one place only. */
record Surroundings(List<Happening> month, int position, Book book, boolean buying) {
    private static final int SECONDS_APART = 9;
    private static final int FOLLOWERS = 8;
    private static final int PASSED_OVER = 5;
    private static final int MINUTES_APART = 2;

    /** Whether nothing else has the job's instant. */
    boolean isAlone() {
        return position + FOLLOWERS < month.size() && book.lastAt().isBefore(at(position))
                && at(position).isBefore(at(position + 1));
    }

    /** Whether the job and its neighbours have instants of their own, far from the account's first and last entry. */
    boolean isQuiet() {
        return !buying && isWellWithinMonth() && book.entries() > 10 && position + FOLLOWERS < month.size()
                && (position < 2 || at(position - 2).isBefore(at(position - 1)))
                && Duration.between(book.lastAt(), at(position)).toSeconds() > SECONDS_APART
                && Duration.between(at(position), at(position + 1)).toSeconds() > SECONDS_APART
                && at(position + 1).isBefore(at(position + 2))
                && month.get(position + 1) instanceof Happening.Job;
    }

    /** What is printed shortly before the job must stand in the same monthly file. */
    private boolean isWellWithinMonth() {
        return at(position).minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC).getMonth()
                == at(position).atOffset(ZoneOffset.UTC).getMonth();
    }

    /** Whether no other job of the service is near enough to be taken for the same one. */
    boolean isOnlyOfItsService(Happening.Job job) {
        return month.stream().noneMatch(other -> other != job && other instanceof Happening.Job one && one.service() == job.service()
                && Duration.between(one.at(), job.at()).abs().toMinutes() < MINUTES_APART);
    }

    /** An instant shortly after some of the following jobs, between two that stand alone; null if there is none. */
    @Nullable Instant placeAfterSome() {
        int last = position + PASSED_OVER;
        Instant place = at(last).plusSeconds(SECONDS_APART);
        boolean isAlone = at(last - 1).isBefore(at(last)) && place.isBefore(at(last + 1)) && at(last + 1).isBefore(at(last + 2));
        boolean isSameMonth = place.atOffset(ZoneOffset.UTC).getMonth() == at(position).atOffset(ZoneOffset.UTC).getMonth();
        return isAlone && isSameMonth && month.get(last + 1) instanceof Happening.Job ? place : null;
    }

    Duration sinceLast() {
        return Duration.between(book.lastAt(), at(position));
    }

    private Instant at(int index) {
        return month.get(index).at();
    }
}
