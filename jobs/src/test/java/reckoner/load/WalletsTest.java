package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.ledger.Chain;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.OrderWindow;

/** Real exports of wallets, loaded by their mappings alone, give the counts that were worked out without us. */
class WalletsTest {

    private static final Path FOLDER = Path.of(System.getProperty("reckoner.data", "../../shared/data")).resolve("wallets");

    @Test
    void every_wallet_gives_the_counts_that_are_known_of_it(@TempDir Path root) throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve("verify.tsv")), "not run: there is no " + FOLDER.toAbsolutePath().normalize());
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (LoadFixture fixture = new LoadFixture(root)) {
            for (String line : Files.readAllLines(FOLDER.resolve("verify.tsv")).stream().skip(1).toList()) {
                String[] fields = line.split("\t", -1);
                expected.add(String.join(" ", List.of(fields).subList(0, 8)));
                Receipt receipt = fixture.empty().load(FOLDER.resolve(fields[0]));
                String currency = fields[0].contains("chf") || fields[0].startsWith("zkb") ? "CHF" : fields[0].startsWith("revolut") || fields[0].startsWith("mintos") ? "EUR" : "USD";
                assertThat(fixture.lines("select distinct currency from account")).as(fields[0]).containsExactly(currency);
                assertThat(receipt.reasons()).as(fields[0]).isEmpty();
                found.add(fields[0] + " " + receipt.accepted() + " " + counts(fixture));
            }
        }
        assertThat(found).hasSize(11).containsExactlyElementsOf(expected);
    }

    private static List<Link> links(LoadFixture fixture) {
        return accounts(fixture).values().stream()
                .flatMap(account -> Chain.of(account, OptionalLong.empty(), OrderWindow.INSTANT, ZoneOffset.UTC).stream()).toList();
    }

    private static Map<Integer, List<LedgerEntry>> accounts(LoadFixture fixture) {
        Map<Integer, List<LedgerEntry>> accounts = new LinkedHashMap<>();
        fixture.database.sql("select * from ledger_entry order by account_key, occurred_at, sequence, entry_id").query(row -> {
            long balance = row.getLong("balance_micros");
            LedgerEntry entry = new LedgerEntry(row.getLong("entry_id"), row.getInt("account_key"), row.getString("transaction_id"),
                    row.getTimestamp("occurred_at").toInstant(), null, 0, row.getShort("service_key"),
                    EntryType.ofCode(row.getInt("type")), EntryStatus.ofCode(row.getInt("status")), row.getLong("quantity_micros"),
                    row.getLong("amount_micros"), row.getObject("balance_micros") == null ? null : balance, 0);
            accounts.computeIfAbsent(entry.accountKey(), key -> new ArrayList<>()).add(entry);
        });
        return accounts;
    }

    private static String counts(LoadFixture fixture) {
        Map<Integer, List<LedgerEntry>> accounts = accounts(fixture);
        List<LedgerEntry> all = accounts.values().stream().flatMap(List::stream).toList();
        List<Link> links = new ArrayList<>();
        for (List<LedgerEntry> account : accounts.values()) {
            List<LedgerEntry> moving = account.stream().filter(entry -> entry.status() == EntryStatus.SUCCESS).toList();
            Chain.of(moving, OptionalLong.empty(), OrderWindow.INSTANT, ZoneOffset.UTC).stream().filter(link -> !link.first()).forEach(links::add);
        }
        long broken = links.stream().filter(Link::isBroken).count();
        return "%d %d %d %d %d %d".formatted(accounts.size(), all.stream().filter(entry -> entry.status() != EntryStatus.SUCCESS).count(),
                all.stream().filter(entry -> entry.balanceMicros() == null).count(), links.size(), links.size() - broken, broken);
    }

    @Test
    void what_was_reverted_is_an_entry_that_moves_nothing_also_as_the_first_one(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("revolut-2022.csv"), """
                Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
                CARD_PAYMENT,Current,2022-01-01 12:00:00,,Hotel,-80.00,0.00,EUR,REVERTED,
                TOPUP,Current,2022-01-02 12:16:54,2022-01-02 12:16:55,In,250.00,0.00,EUR,COMPLETED,292.67
                CARD_PAYMENT,Current,2022-01-03 12:00:00,,Hotel,-80.00,0.00,EUR,REVERTED,
                CARD_PAYMENT,Current,2022-01-04 12:00:00,2022-01-05 12:00:00,Shop,-10.00,0.00,EUR,COMPLETED,282.67
                """);
        try (LoadFixture fixture = new LoadFixture(root)) {
            Receipt receipt = fixture.load(file);
            assertThat(receipt.reasons()).isEmpty();
            assertThat(List.of(receipt.rows(), receipt.accepted(), receipt.skipped(), receipt.rejected())).containsExactly(4L, 4L, 0L, 0L);
            assertThat(counts(fixture)).isEqualTo("1 2 2 1 1 0");
            assertThat(links(fixture)).extracting(Link::balanceMicros).containsExactly(42_670_000L, 292_670_000L, 292_670_000L, 282_670_000L);
            assertThat(links(fixture)).noneMatch(Link::isBroken);
        }
    }

    @Test
    void a_mapping_is_suggested_for_a_file_that_nobody_knows(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("Bank-2026.csv"), """
                Booked;Date;Text;Amount;Currency;Balance;State
                A1;01.02.2026;Rent;-1.234,50;EUR;100,00;done
                A2;13.02.2026;Pay;2.000,00;EUR;2.100,00;done
                """);
        assertThat(Suggestion.of(file)).isEqualTo("""
                # A start, made by looking at Bank-2026.csv: fill in what is marked, then ./run.sh load FILE --feed bank --dry-run
                bank:
                  feed: ledger
                  separator: ";"
                  zone: UTC    # of the times in the file
                  sign: signed
                  decimal_mark: ","
                  thousands: "."
                  columns:
                    amount: "Amount"
                    occurred_at: {from: "Date", pattern: "dd.MM.yyyy"}
                    balance: "Balance"
                    status: {from: "State", values: {"done": Success}}
                    # transaction_id: {digest: ["Booked", "Date", "Text", "Amount"]}
                    # account_id: or a constant
                    # service: or a constant
                  account: {currency: {from: "Currency"}}
                  ignore: ["Booked", "Text"]
                """);
    }
}
