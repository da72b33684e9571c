package reckoner.demo;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Rows.LedgerRow;
import reckoner.demo.Rows.PaymentRow;
import reckoner.demo.Rows.UsageRow;

/** Prints the world as feed files in the native format, oldest lines first. */
final class FeedFolder implements Closeable {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final int ONE_FILE_ZIPPED_IN = 4;
    private static final int ONE_FILE_STATED_IN = 3;

    private final Path folder;
    private final CsvFile payments;
    private int months;

    FeedFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.payments = new CsvFile(folder.resolve("payments.csv"), "payment_id,account_id,paid_at,amount,credits,status,reference");
    }

    void writeAccounts(List<DemoAccount> accounts, DemoSettings settings, Set<Integer> openingsOff) throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve("accounts.csv"), "account_id,name,time_zone,currency,email,opening_balance");
                CsvFile plans = new CsvFile(folder.resolve("plans.csv"), "account_id,plan,effective_from");
                CsvFile events = new CsvFile(folder.resolve("events.csv"), "event_id,account_id,name,starts_at,ends_at")) {
            for (DemoAccount account : accounts) {
                BigDecimal stated = openingsOff.contains(account.index()) ? account.opening().add(DemoWorld.OPENING_OFF)
                        : account.opening();
                file.row(account.id(), account.name(), account.zone(), "USD", account.email(),
                        account.statesOpening() ? stated.toPlainString() : null);
                plans.row(account.id(), account.firstPlan().label, local(account.firstPlanFrom(settings), account.zone()));
                Instant upgradedAt = account.upgradedAt();
                if (upgradedAt != null) {
                    plans.row(account.id(), account.firstPlan().next().label, local(upgradedAt, account.zone()));
                }
                for (DemoEvent event : account.events()) {
                    events.row(event.id(), account.id(), event.name(), local(event.start(), account.zone()),
                            local(event.end(), account.zone()));
                }
            }
        }
    }

    void writePrices(PriceTable prices) throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve("prices.csv"), "service,plan,unit_price,effective_from,effective_to")) {
            for (PriceRow row : prices.all()) {
                Plan plan = row.plan();
                file.row(row.service().label, plan == null ? null : plan.label, price(row.unitPrice()), row.from(), row.to());
            }
        }
    }

    void writeMonth(LocalDate month, Rows rows) throws IOException {
        rows.ledger.sort(Comparator.comparing(LedgerRow::at));
        rows.usage.sort(Comparator.comparing(UsageRow::at));
        rows.payments.sort(Comparator.comparing(PaymentRow::at));
        boolean stated = months % ONE_FILE_STATED_IN == 0;
        String end = "-" + month.toString().substring(0, 7) + (months++ % ONE_FILE_ZIPPED_IN == 2 ? ".csv.gz" : ".csv");
        try (CsvFile file = new CsvFile(folder.resolve("ledger" + end),
                "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance")) {
            writeLedger(rows.ledger, file);
        }
        if (stated) {
            StatedTotals.write(folder.resolve("ledger" + end), rows.ledger);
        }
        try (CsvFile file = new CsvFile(folder.resolve("usage" + end),
                "usage_id,account_id,event_id,occurred_at,service,quantity,status,transaction_id")) {
            for (UsageRow row : rows.usage) {
                file.row(row.id(), row.account(), row.event(), row.at(), row.service(), row.quantity(), row.status(),
                        row.transaction());
            }
        }
        for (PaymentRow row : rows.payments) {
            payments.row(row.id(), row.account(), row.at(), row.paid(), row.credits(), "Success", row.reference());
        }
    }

    @Override
    public void close() throws IOException {
        payments.close();
    }

    /** Every other group of one account and second is printed backwards: sources do not keep the order within a second. */
    private static void writeLedger(List<LedgerRow> rows, CsvFile file) throws IOException {
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && rows.get(to).at().equals(rows.get(from).at())
                    && rows.get(to).account().equals(rows.get(from).account())) {
                to++;
            }
            List<LedgerRow> second = rows.subList(from, to);
            boolean backwards = second.get(0).id().hashCode() % 2 == 0 && haveOwnBalances(second);
            for (int i = 0; i < second.size(); i++) {
                write(second.get(backwards ? second.size() - 1 - i : i), file);
            }
            from = to;
        }
    }

    private static void write(LedgerRow row, CsvFile file) throws IOException {
        file.row(row.id(), row.account(), row.event(), local(row.at(), row.zone()), row.service(), row.type(), row.status(),
                row.quantity(), row.amount().toPlainString(), row.balance().toPlainString());
    }

    /** Of two copies the second must stay the second. */
    private static boolean haveOwnBalances(List<LedgerRow> rows) {
        Set<@Nullable Object> balances = new HashSet<>();
        return rows.stream().allMatch(row -> balances.add(row.balance()));
    }

    private static String local(Instant at, ZoneId zone) {
        return WITH_OFFSET.format(at.atZone(zone));
    }

    /** With two decimals at least, and none that say nothing. */
    private static String price(BigDecimal price) {
        BigDecimal shortest = price.stripTrailingZeros();
        return (shortest.scale() < 2 ? shortest.setScale(2) : shortest).toPlainString();
    }
}
