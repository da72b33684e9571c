package reckoner.cli;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.delivery.Deliveries;
import reckoner.run.Runs;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "deliver",
        mixinStandardHelpOptions = true,
        description = {"Sends issued statements to their accounts, each once, and lists what went to whom.",
            "Exit code 4: something waits for another attempt, or failed."})
final class DeliverCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Queue the statements of this month first. Default: only what waits already.")
    @Nullable String month;

    @Option(names = "--again", description = "Also what had failed for good, and what should wait for another time.")
    boolean again;

    @Option(names = "--list", description = "Send nothing; list what is in the outbox.")
    boolean list;

    @Override
    public Integer call() throws IOException {
        YearMonth queued = month == null ? null : Months.of(month);
        try (var application = home.open()) {
            Deliveries deliveries = application.getBean(Deliveries.class);
            if (list) {
                print(deliveries.all(queued));
                return 0;
            }
            deliveries.requireOn();
            long request = deliveries.nextRequest();
            application.getBean(Runs.class).start(Deliveries.JOB, deliveries.parameters(request, queued, again));
            List<Deliveries.Delivery> round = deliveries.of(request);
            print(round);
            return say(round);
        }
    }

    /** Print the sum of a round; returns the exit code. */
    static int say(List<Deliveries.Delivery> round) {
        long sent = round.stream().filter(one -> one.state().equals("sent")).count();
        long waiting = round.stream().filter(Deliveries.Delivery::waits).count();
        long failed = round.stream().filter(Deliveries.Delivery::failed).count();
        long twice = round.stream().filter(Deliveries.Delivery::doubtful).count();
        Printer.line("%d delivered, %d waiting, %d failed%s.".formatted(sent, waiting, failed,
                twice == 0 ? "" : "; %d possibly sent twice, under the same message id, because a run died while it sent".formatted(twice)));
        if (waiting > 0) {
            Printer.line("Type ./run.sh deliver to try again, ./run.sh deliver --again to try at once.");
        }
        return waiting + failed > 0 ? 4 : 0;
    }

    private static void print(List<Deliveries.Delivery> deliveries) throws IOException {
        Printer.text(Table.of("Deliveries", List.of(
                        Column.left("Number", 10), Column.left("Account", 12), Column.left("By", 6), Column.left("To", 34), Column.left("State", 9),
                        Column.right("Attempts", 8), Column.left("Answer", 60)),
                deliveries.stream().map(one -> List.of(Cell.text(one.number()), Cell.text(one.account()), Cell.text(one.target()),
                        Cell.text(one.address()), Cell.text(one.state()), Cell.whole(one.attempts()), Cell.text(one.answer()))).toList()));
    }
}
