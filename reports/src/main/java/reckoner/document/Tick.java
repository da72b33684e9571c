package reckoner.document;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reckoner.statement.Bucket;
import reckoner.statement.Interval;

/** Mark one interval on the axis of time; most have no label where there are many. */
record Tick(int index, String label) implements Comparable<Tick>, Serializable {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int LABELS_AT_MOST = 12;
    private static final int SHORT_LABELS_AT_MOST = 31;

    static List<Tick> of(Wording words, List<Bucket> buckets, ZoneId zone) {
        boolean hours = buckets.stream().anyMatch(bucket -> bucket.label().indexOf(':') > 0);
        int count = buckets.size();
        int most = hours || count > SHORT_LABELS_AT_MOST ? LABELS_AT_MOST : SHORT_LABELS_AT_MOST;
        int every = Math.max(1, (count + most - 1) / most);
        List<Tick> ticks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ticks.add(new Tick(i, i % every == 0 ? label(words, buckets.get(i).start().atZone(zone), hours, i == 0, count) : ""));
        }
        return ticks;
    }

    /** Mark days by their date, months by their name, years by their number. */
    static List<Tick> ofIntervals(Wording words, List<Interval> intervals) {
        int count = intervals.size();
        int every = Math.max(1, (count + LABELS_AT_MOST - 1) / LABELS_AT_MOST);
        List<Tick> ticks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // The last of many would run over the edge.
            boolean labelled = i % every == 0 && (every == 1 || i < count - 1);
            ticks.add(new Tick(i, labelled ? label(words, intervals.get(i).label()) : ""));
        }
        return ticks;
    }

    private static String label(Wording words, String interval) {
        return switch (interval.length()) {
            case 10 -> words.shortDay(LocalDate.parse(interval));
            case 7 -> words.shortMonth(YearMonth.parse(interval));
            default -> interval;
        };
    }

    private static String label(Wording words, ZonedDateTime start, boolean hours, boolean first, int count) {
        if (hours) {
            String hour = HOUR.format(start);
            return count > 24 || first ? words.shortDay(start.toLocalDate()) + " " + hour : hour;
        }
        return count > SHORT_LABELS_AT_MOST || first ? words.shortDay(start.toLocalDate()) : String.valueOf(start.getDayOfMonth());
    }

    @Override
    public int compareTo(Tick other) {
        return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return label;
    }
}
