package reckoner.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reckoner.Home;
import reckoner.ledger.DateRange;
import reckoner.run.Runs;
import reckoner.statements.EventsRequest;
import reckoner.statements.EventsRequest.Shown;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.table.TextTable;

@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Makes the usage reports of events as PDF and XLSX; a report that was made before is replaced. "
                + "With days or --event-period, of the events that reach into them, what happened then.")
final class EventsCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--event", paramLabel = "E", description = "Only this event; may be given several times (default: all with entries).")
    List<String> events = new ArrayList<>();

    @Mixin
    final PeriodOptions period = new PeriodOptions();

    @Option(names = "--format", paramLabel = "F", defaultValue = "pdf,xlsx", description = "pdf, xlsx, csv (default: ${DEFAULT-VALUE}).")
    String formats = "";

    @Override
    public Integer call() throws IOException {
        period.check();
        Home place = home.home();
        try (var application = home.open()) {
            EventsRequest request = request(application.getBean(Clock.class));
            Outcomes outcomes = application.getBean(Outcomes.class);
            outcomes.requireEvents(request.events());
            long number = outcomes.nextRequest();
            application.getBean(Runs.class).start(EventsRequest.JOB, request.parameters(number));
            List<Outcomes.EventOutcome> made = outcomes.events(number);
            print(made, place);
            return made.stream().anyMatch(Outcomes.EventOutcome::failed) ? 1 : 0;
        }
    }

    private void print(List<Outcomes.EventOutcome> made, Home place) throws IOException {
        Table table = Table.of("Event reports", List.of(
                        Column.left("Event", 12), Column.left("Name", 24), Column.left("Outcome", 10), Column.left("Note", 60)),
                made.stream().map(one -> List.of(
                        Cell.text(one.event()), Cell.text(one.name()), Cell.text(one.outcome()), Cell.text(one.reason()))).toList());
        TextTable.write(table, spec.commandLine().getOut());
        spec.commandLine().getOut().println("Files are in " + place.out().resolve("events"));
    }

    /** Days are those of each account's zone; which year or month it is, UTC says, for the accounts are in many zones. */
    private EventsRequest request(Clock clock) {
        if (period.eventPeriod) {
            return new EventsRequest(events, null, null, Shown.EVENT_PERIOD, Format.parse(formats));
        }
        DateRange days = period.range(clock, ZoneOffset.UTC);
        boolean whole = !days.hasStart() && !days.hasEnd();
        return new EventsRequest(events, days.hasStart() ? days.from() : null, days.hasEnd() ? days.to() : null,
                whole ? Shown.WHOLE : Shown.DAYS, Format.parse(formats));
    }
}
