package reckoner.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.activity.Names;
import reckoner.ledger.Money;
import reckoner.run.Runs;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.table.TextTable;
import reckoner.timeline.Bucket;
import reckoner.timeline.Buckets;
import reckoner.timeline.Grain;
import reckoner.timeline.Timeline;
import reckoner.timeline.TimelineBuild;

@Command(name = "timeline", mixinStandardHelpOptions = true, description = "Shows activity over time; brings its buckets up to date first.")
final class TimelineCommand implements Callable<Integer> {

    private static final int TERMINAL_WIDTH = 100;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

    /** How people write a grain. */
    enum By {
        hour,
        day,
        month
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Mixin
    final PeriodOptions period = new PeriodOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
    @Nullable String account;

    @Option(names = "--event", paramLabel = "ID", description = "Only this event.")
    @Nullable String event;

    @Option(names = "--by", paramLabel = "GRAIN", defaultValue = "day", description = "hour, day or month (default: ${DEFAULT-VALUE}).")
    By by = By.day;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Option(names = "--full", description = "Build all buckets again first, as after an update of the zone data.")
    boolean full;

    @Override
    public Integer call() {
        period.check();
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        if (period.eventPeriod && event == null) {
            throw Failure.command("--event-period needs the --event whose period it is.");
        }
        try (var application = home.lookUpWith(Names.class, Timeline.class, TimelineBuild.class)) {
            Names names = application.getBean(Names.class);
            names.requireAccount(account);
            names.requireEvent(event);
            if (!full && !application.getBean(TimelineBuild.class).isBehind()) {
                print(buckets(application));
                return 0;
            }
        }
        try (var application = home.open()) {
            application.getBean(Runs.class).start("timeline", TimelineBuild.request(full));
            print(buckets(application));
            return 0;
        }
    }

    private Buckets buckets(ApplicationContext application) {
        Timeline timeline = application.getBean(Timeline.class);
        Timeline.Filter filter = new Timeline.Filter(account, event, null);
        Grain grain = Grain.valueOf(by.name().toUpperCase(Locale.ROOT));
        return period.eventPeriod
                ? timeline.duringEvent(filter, grain)
                : timeline.buckets(filter, grain, period.range(application.getBean(Clock.class), timeline.zone(filter)));
    }

    private void print(Buckets buckets) {
        if (format == OutputFormat.text && buckets.list().isEmpty()) {
            System.out.println("No activity.");
            return;
        }
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("account", account);
        about.put("event", event);
        about.put("by", by.name());
        about.put("zone", buckets.zonesDiffer() ? null : buckets.zone().getId());
        format.print(format == OutputFormat.text ? withBars(buckets) : exact(buckets), about);
    }

    /** One row an interval, with its edges. */
    private static Table exact(Buckets buckets) {
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
            row.add(Cell.money(Money.credits(bucket.otherMicros())));
            rows.add(row);
        }
        return Table.of("", columns, rows);
    }

    /** One row an interval, with a bar in what the figures leave of the terminal. */
    private Table withBars(Buckets buckets) {
        int width = Math.max(10, TERMINAL_WIDTH - widest(chart(buckets, 0)));
        return chart(buckets, width);
    }

    private Table chart(Buckets buckets, int width) {
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
        return new Table(title(buckets), columns, rows, totals(buckets));
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
        return List.of(Cell.text("Total"), Cell.whole(activities), money(used), money(added), Cell.EMPTY);
    }

    private String title(Buckets buckets) {
        return Stream.of(
                        "Activity by " + by,
                        account == null ? "" : "account " + account,
                        event == null ? "" : "event " + event,
                        buckets.zonesDiffer() ? "each account in its own zone" : buckets.zone().getId())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
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
