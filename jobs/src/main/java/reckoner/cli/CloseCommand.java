package reckoner.cli;

import java.time.YearMonth;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.run.MonthEnd;
import reckoner.statements.Outcomes;

@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = {"The whole month end: load the inbox, timeline, reconcile, statements, event reports, delivery.",
            "Stopped or killed, the same command finishes it. Exit code 1: discrepancies of severity error."})
final class CloseCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "Month to close, in each account's own zone.")
    String month = "";

    @Option(names = "--redo", description = "Begin again though the month is closed; statements that were issued stay as they are.")
    boolean redo;

    @Override
    public Integer call() {
        YearMonth closing = Months.of(month);
        try (var application = home.open()) {
            MonthEnd.Closed closed = application.getBean(MonthEnd.class)
                    .close(closing, redo, stage -> Printer.progress("close " + closing + ": " + stage.name().toLowerCase(Locale.ROOT) + " …"));
            if (closed.wasDone()) {
                Printer.line("%s was closed before; this is what came of it. Add --redo to begin again.".formatted(closing));
            }
            Printer.line("Loaded %d files, %d entries accepted.".formatted(closed.receipts().size(),
                    closed.receipts().stream().mapToLong(r -> r.accepted()).sum()));
            ReconcileText.print(closed.reconciliation());
            long issued = closed.statements().stream().filter(s -> s.number() != null).count();
            long failed = closed.statements().stream().filter(Outcomes.StatementOutcome::failed).count();
            long held = closed.statements().stream().filter(Outcomes.StatementOutcome::held).count();
            Printer.line("%d of %d accounts have a statement of %s; %d failed%s.".formatted(
                    issued, closed.statements().size(), closing, failed, held == 0 ? "" : ", %d held".formatted(held)));
            closed.statements().stream().filter(s -> s.number() == null)
                    .forEach(s -> Printer.line("  %s: %s, %s".formatted(s.account(), s.outcome(), s.reason())));
            Printer.line("%d event reports.".formatted(closed.events().size()));
            Printer.line("Documents are in " + home.home().out());
            int undelivered = closed.deliveries().isEmpty() ? 0 : DeliverCommand.say(closed.deliveries());
            if (undelivered != 0) {
                return undelivered;
            }
            return closed.reconciliation().hasErrors() || failed > 0 || held > 0 ? 1 : 0;
        }
    }
}
