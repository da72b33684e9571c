package reckoner.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reckoner.ledger.Money;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.table.TextTable;
import reckoner.timeline.Bucket;
import reckoner.timeline.Buckets;

/** Lays out buckets: with bars for the terminal, or exact for programs and workbooks. */
final class TimelineTables {

    /** The columns of the exact table that a workbook draws: activities, credits used. */
    static final List<Integer> DRAWN = List.of(3, 4);

    private static final int TERMINAL_WIDTH = 100;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

    private TimelineTables() {}

    /** One row an interval, with its edges. */
    static Table exact(String title, Buckets buckets) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("Interval", 22), Column.left("Starts at", 22), Column.left("Ends at", 22)));
        columns.addAll(figures());
        columns.add(Column.right("Failed", 10));
        columns.add(Column.right("Other credits", 12));
        List<List<Cell>> rows = new ArrayList<>();
        for (Bucket bucket : buckets.list()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(label(bucket.startsAt(), buckets)));
            row.add(Cell.moment(buckets.zonesDiffer() ? null : bucket.startsAt(), buckets.zone()));
            row.add(Cell.moment(buckets.zonesDiffer() ? null : bucket.endsAt(), buckets.zone()));
            row.addAll(figures(bucket));
            row.add(Cell.whole(bucket.failed()));
            row.add(money(bucket.otherMicros()));
            rows.add(row);
        }
        List<Cell> totals = new ArrayList<>(List.of(Cell.text("Total"), Cell.EMPTY, Cell.EMPTY));
        totals.addAll(totals(buckets));
        totals.add(Cell.whole(buckets.list().stream().mapToLong(Bucket::failed).sum()));
        totals.add(money(buckets.list().stream().mapToLong(Bucket::otherMicros).reduce(0, Math::addExact)));
        return new Table(title, columns, rows, totals);
    }

    /** One row an interval, with a bar in what the figures leave of the terminal. */
    static Table withBars(String title, Buckets buckets) {
        int width = Math.max(10, TERMINAL_WIDTH - widest(chart("", buckets, 0)));
        return chart(title, buckets, width);
    }

    private static Table chart(String title, Buckets buckets, int width) {
        List<Column> columns = new ArrayList<>(List.of(Column.left("Interval", 16)));
        columns.addAll(figures());
        columns.add(Column.left("", width));
        long most = buckets.list().stream().mapToLong(Bucket::activities).max().orElse(0);
        List<List<Cell>> rows = new ArrayList<>();
        for (Bucket bucket : buckets.list()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(label(bucket.startsAt(), buckets))));
            row.addAll(figures(bucket));
            row.add(Cell.text(bar(bucket.activities(), most, width)));
            rows.add(row);
        }
        List<Cell> totals = new ArrayList<>(List.of(Cell.text("Total")));
        totals.addAll(totals(buckets));
        totals.add(Cell.EMPTY);
        return new Table(title, columns, rows, totals);
    }

    private static List<Column> figures() {
        return List.of(Column.right("Activities", 10), Column.right("Credits used", 12), Column.right("Credits added", 13));
    }

    private static List<Cell> figures(Bucket bucket) {
        return List.of(Cell.whole(bucket.activities()), money(bucket.usedMicros()), money(bucket.addedMicros()));
    }

    private static List<Cell> totals(Buckets buckets) {
        long activities = buckets.list().stream().mapToLong(Bucket::activities).sum();
        long used = buckets.list().stream().mapToLong(Bucket::usedMicros).reduce(0, Math::addExact);
        long added = buckets.list().stream().mapToLong(Bucket::addedMicros).reduce(0, Math::addExact);
        return List.of(Cell.whole(activities), money(used), money(added));
    }

    /** Local time that the interval begins with; an hour that happens twice has its offset. */
    private static String label(Instant at, Buckets buckets) {
        ZoneId zone = buckets.zone();
        return switch (buckets.grain()) {
            case HOUR -> (zone.getRules().getValidOffsets(at.atZone(zone).toLocalDateTime()).size() > 1 ? HOUR_OFFSET : HOUR)
                    .format(at.atZone(zone));
            case DAY -> DAY.format(at.atZone(zone));
            case MONTH -> MONTH.format(at.atZone(zone));
        };
    }

    /** Blocks to the eighth; whatever is more than nothing is seen. */
    static String bar(long value, long most, int width) {
        if (value == 0 || width == 0) {
            return "";
        }
        long eighths = Math.max(1, BigDecimal.valueOf(value)
                .multiply(BigDecimal.valueOf(width * 8L))
                .divideToIntegralValue(BigDecimal.valueOf(most))
                .longValueExact());
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring((int) (eighths % 8), (int) (eighths % 8) + 1);
        return "█".repeat((int) (eighths / 8)) + rest;
    }

    private static int widest(Table table) {
        try {
            StringBuilder text = new StringBuilder();
            TextTable.write(Table.of("", table.columns(), table.rows()), text);
            return text.toString().lines().mapToInt(TextTable::width).max().orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException("a StringBuilder does not fail", e);
        }
    }

    private static Cell money(long micros) {
        return Cell.money(Money.credits(micros));
    }
}
