package reckoner.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.activity.Names;
import reckoner.activity.PriceLists;
import reckoner.activity.PriceLists.ListedPrice;
import reckoner.ledger.Money;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(name = "prices", mixinStandardHelpOptions = true, description = "Shows the price list in force now, or on a date.")
final class PricesCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.left("Service", 36), Column.left("Plan", 12), Column.right("Unit price", 10), Column.left("From", 19), Column.left("To", 19));

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "In force when this day begins in UTC.")
    @Nullable LocalDate date;

    @Option(names = "--at", paramLabel = "INSTANT", description = "In force at this instant, as 2026-03-01T05:00:00Z.")
    @Nullable Instant at;

    @Option(names = "--plan", paramLabel = "PLAN", description = "What holds for this plan.")
    @Nullable String plan;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service, feature or engine.")
    @Nullable String service;

    @Option(names = "--history", description = "All prices over time.")
    boolean history;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        if ((date == null ? 0 : 1) + (at == null ? 0 : 1) + (history ? 1 : 0) > 1) {
            throw Failure.command("Choose one of --date, --at and --history.");
        }
        try (var application = home.lookUpWith(Names.class, PriceLists.class)) {
            Names names = application.getBean(Names.class);
            names.requirePlan(plan);
            names.requireService(service);
            print(application);
            return 0;
        }
    }

    private void print(ApplicationContext application) {
        PriceLists prices = application.getBean(PriceLists.class);
        Instant instant = instant(application.getBean(Clock.class));
        List<ListedPrice> list = history ? prices.history(plan, service) : prices.inForce(instant, plan, service);
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("at", history ? null : instant.toString());
        about.put("plan", plan);
        String title = (history ? "Prices over time" : "Prices in force at " + instant) + (plan == null ? "" : " on plan " + plan) + ", times in UTC";
        boolean text = format == OutputFormat.text;
        format.print(Table.of(title, COLUMNS, list.stream().map(price -> cells(price, text)).toList()), about);
    }

    private Instant instant(Clock clock) {
        if (at != null) {
            return at;
        }
        return date == null ? clock.instant() : date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Cell> cells(ListedPrice price, boolean text) {
        return List.of(
                Cell.text(price.service()),
                Cell.text(price.plan().isEmpty() && text ? "every plan" : price.plan()),
                Cell.money(Money.credits(price.unitPriceMicros())),
                Cell.moment(price.from(), ZoneOffset.UTC),
                Cell.moment(price.to(), ZoneOffset.UTC));
    }
}
