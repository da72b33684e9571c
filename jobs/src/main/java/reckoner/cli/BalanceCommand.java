package reckoner.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.activity.Balances;
import reckoner.activity.Names;
import reckoner.ledger.Money;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description = "Shows what each account has now, and when its last entry happened.")
final class BalanceCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.left("Account", 12), Column.left("Name", 24), Column.right("Balance", 12), Column.left("Currency", 3),
            Column.left("As of", 19), Column.left("Time zone", 20));

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
    @Nullable String account;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        try (var application = home.lookUpWith(Names.class, Balances.class)) {
            application.getBean(Names.class).requireAccount(account);
            List<List<Cell>> rows = application.getBean(Balances.class).current(account).stream()
                    .map(balance -> cells(balance, format == OutputFormat.text))
                    .toList();
            format.print(Table.of("", COLUMNS, rows), Map.of());
            return 0;
        }
    }

    private static List<Cell> cells(Balances.Balance balance, boolean text) {
        Long micros = balance.micros();
        return List.of(
                Cell.text(balance.account()),
                Cell.text(balance.name()),
                micros == null ? Cell.text(text ? "unknown" : "") : Cell.money(Money.credits(micros)),
                Cell.text(balance.currency()),
                balance.asOf() == null && text ? Cell.text("no entry yet") : Cell.moment(balance.asOf(), balance.zone()),
                Cell.text(balance.zone().getId()));
    }
}
