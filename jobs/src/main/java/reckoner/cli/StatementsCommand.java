package reckoner.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import reckoner.table.TextTable;

@Command(
        name = "statements",
        mixinStandardHelpOptions = true,
        description = "Issues the statements of a month as PDF and XLSX. What was issued before is never issued again.")
final class StatementsCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "Month, in each account's own zone.")
    String month = "";

    @Option(names = "--account", paramLabel = "A", description = "Only this account; may be given several times.")
    List<String> accounts = new ArrayList<>();

    @Option(names = "--format", paramLabel = "F", defaultValue = "pdf,xlsx", description = "pdf, xlsx, csv (default: ${DEFAULT-VALUE}).")
    String formats = "";

    @Option(names = "--draft", description = "Without a number and without an entry in the register.")
    boolean draft;

    @Option(names = "--restate", description = {"Replace issued statements of the month where the ledger says something else now,",
        "and those after them that follow from it. Needs --reason. With --draft: only show them."})
    boolean restate;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; printed on the restatement.")
    @Nullable String reason;

    @Override
    public Integer call() throws IOException {
        if (!restate && reason != null) {
            throw Failure.command("--reason goes with --restate. Nothing was made.");
        }
        StatementsRequest request = new StatementsRequest(Months.of(month), accounts, Format.parse(formats), draft, restate ? Objects.requireNonNullElse(reason, "") : null);
        Home place = home.home();
        try (var application = home.open()) {
            Outcomes outcomes = application.getBean(Outcomes.class);
            outcomes.requireAccounts(request.accounts());
            long number = outcomes.nextRequest();
            application.getBean(Runs.class).start(StatementsRequest.JOB, request.parameters(number));
            List<Outcomes.StatementOutcome> made = outcomes.statements(number);
            print(made, place);
            return made.stream().anyMatch(one -> one.failed() || one.held()) ? 1 : 0;
        }
    }

    private void print(List<Outcomes.StatementOutcome> made, Home place) throws IOException {
        Table table = Table.of("Statements of " + month, List.of(
                        Column.left("Account", 12), Column.left("Name", 24), Column.left("Outcome", 14), Column.left("Number", 10), Column.left("Note", 60)),
                made.stream().map(one -> List.of(Cell.text(one.account()), Cell.text(one.name()), Cell.text(one.outcome()),
                        Cell.text(one.number()), Cell.text(one.reason()))).toList());
        TextTable.write(table, spec.commandLine().getOut());
        spec.commandLine().getOut().println("Files are in " + place.out().resolve("statements").resolve(Objects.toString(month)));
    }
}
