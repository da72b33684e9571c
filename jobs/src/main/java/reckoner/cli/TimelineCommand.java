package reckoner.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
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
import reckoner.document.TimelineWorkbook;
import reckoner.run.Runs;
import reckoner.table.Table;
import reckoner.timeline.Buckets;
import reckoner.timeline.Grain;
import reckoner.timeline.Timeline;
import reckoner.timeline.TimelineBuild;

@Command(name = "timeline", mixinStandardHelpOptions = true, description = "Shows activity over time; brings its buckets up to date first.")
final class TimelineCommand implements Callable<Integer> {

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

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv, json or xlsx (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Mixin
    final OutputOption output = new OutputOption();

    @Option(names = "--full", description = "Build all buckets again first, as after an update of the zone data.")
    boolean full;

    @Override
    public Integer call() {
        period.check();
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json, OutputFormat.xlsx);
        output.requireFor(format);
        if (period.eventPeriod && event == null) {
            throw Failure.command("--event-period needs the --event whose period it is.");
        }
        try (var application = home.lookUpWith(Names.class, Timeline.class, TimelineBuild.class)) {
            Names names = application.getBean(Names.class);
            names.requireAccount(account);
            names.requireEvent(event);
            if (!full && !application.getBean(TimelineBuild.class).isBehind()) {
                print(application);
                return 0;
            }
        }
        try (var application = home.open()) {
            application.getBean(Runs.class).start("timeline", TimelineBuild.request(full));
            print(application);
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

    private void print(ApplicationContext application) {
        Buckets buckets = buckets(application);
        if (format == OutputFormat.text && buckets.list().isEmpty()) {
            System.out.println("No activity.");
            return;
        }
        if (format == OutputFormat.xlsx) {
            Instant now = application.getBean(Clock.class).instant();
            output.write(out -> TimelineWorkbook.write(TimelineTables.exact("Timeline", buckets), title(buckets), TimelineTables.DRAWN, now, ExportCommand.branding(), out));
            return;
        }
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("account", account);
        about.put("event", event);
        about.put("by", by.name());
        about.put("zone", buckets.zonesDiffer() ? null : buckets.zone().getId());
        Table table = format == OutputFormat.text ? TimelineTables.withBars(title(buckets), buckets) : TimelineTables.exact(title(buckets), buckets);
        output.write(out -> format.print(table, about, out));
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
}
