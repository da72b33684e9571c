package reckoner.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reckoner.Failure;
import reckoner.Home;
import reckoner.run.Runs;
import reckoner.statements.EventsRequest;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.table.TextTable;

@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Makes the usage reports of events as PDF and XLSX; a report that was made before is replaced.")
final class EventsCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--event", paramLabel = "E", description = "Only this event; may be given several times (default: all with entries).")
    List<String> events = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DAY", description = "Only events that are not over before this day.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Only events that begin on this day or before.")
    @Nullable String to;

    @Option(names = "--format", paramLabel = "F", defaultValue = "pdf,xlsx", description = "pdf, xlsx, csv (default: ${DEFAULT-VALUE}).")
    String formats = "";

    @Override
    public Integer call() throws IOException {
        EventsRequest request = new EventsRequest(events, day("--from", from), day("--to", to), Format.parse(formats));
        Home place = home.home();
        try (var application = home.open()) {
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

    private static @Nullable LocalDate day(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Failure.command(option + " '" + text + "' is no day. Write it like 2026-03-31.");
        }
    }
}
