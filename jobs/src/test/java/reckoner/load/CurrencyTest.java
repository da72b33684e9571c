package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;

/** Files whose lines say the currency of their account. */
class CurrencyTest {

    private static final String MAPPING = """
            wallet:
              feed: ledger
              files: "wallet*.csv"
              sign: signed
              columns:
                transaction_id: Id
                account_id: Account
                occurred_at: Time
                amount: Amount
                balance: Balance
                status: {from: State, values: {done: Success}, does_not_move: [rejected]}
              constants: {service: Wallet}
              account: {currency: {from: Money, values: {Euro: EUR, Franken: CHF, Yen: YEN, US: USD}}}
            """;
    private static final String HEADER = "Id,Account,Time,Amount,Money,State,Balance";

    private static LoadFixture fixture;

    @BeforeAll
    static void start(@TempDir Path root) throws IOException {
        Path config = Files.createDirectory(root.resolve("config"));
        Files.writeString(config.resolve("feeds.yaml"), MAPPING.replace("Yen: YEN, ", ""));
        fixture = new LoadFixture(root, config, 1);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void empty() {
        fixture.empty();
    }

    private static String line(String id, String account, String currency) {
        return id + "," + account + ",2026-03-01T09:00:0" + id + "Z,1.00," + currency + ",done," + id + ".00";
    }

    @Test
    void each_account_gets_the_currency_of_its_lines_and_keeps_it() {
        Receipt first = fixture.load(fixture.file("wallet-1.csv", HEADER, line("1", "a", "Euro"), line("2", "b", "Franken"), line("3", "a", "Euro")));
        assertThat(first.reasons()).isEmpty();
        assertThat(first.accepted()).isEqualTo(3);
        assertThat(fixture.lines("select account_id, currency from account order by 1")).containsExactly("a|EUR", "b|CHF");
        assertThat(fixture.load(fixture.file("wallet-2.csv", HEADER, line("4", "b", "Franken"), line("5", "c", "US"))).accepted()).isEqualTo(2);
        assertThat(fixture.lines("select account_id, currency from account order by 1")).containsExactly("a|EUR", "b|CHF", "c|USD");
    }

    @Test
    void two_currencies_in_one_account_refuse_the_file_with_both_lines() {
        Receipt refused = fixture.load(fixture.file("wallet.csv", HEADER, line("1", "a", "Euro"), line("2", "b", "Franken"), line("3", "a", "Franken")));
        assertThat(refused.state()).isEqualTo(Receipt.State.REFUSED);
        assertThat(refused.reasons()).singleElement().hasToString("4: Money 'Franken': is not the currency of account a, which line 2 gives EUR."
                + " An account has one currency. Make one of each in config/feeds.yaml: account_id: {template: \"{Account}-{Currency}\"}, with the file's names");
        assertThat(fixture.rows()).containsEntry("account", 0L).containsEntry("ledger_entry", 0L);
    }

    @Test
    void an_account_that_has_another_currency_already_refuses_the_file_also_where_bad_lines_are_allowed() {
        fixture.load(fixture.file("accounts.csv", LoadTest.ACCOUNTS, "a,A,UTC,USD,,", "b,B,UTC,CHF,,"));
        Path file = fixture.file("wallet.csv", HEADER, line("1", "b", "Franken"), line("2", "a", "Euro"), line("3", "a", "Euro"));
        Receipt refused = fixture.load(9, file).get(0);
        assertThat(refused).extracting(Receipt::state, Receipt::rejected, Receipt::accepted).containsExactly(Receipt.State.REFUSED, 1L, 0L);
        assertThat(refused.reasons()).singleElement().asString()
                .startsWith("3: currency 'EUR': is not the currency of account a, which is USD since an earlier file. An account has one currency.");
        assertThat(fixture.rows()).containsEntry("ledger_entry", 0L);
    }

    @Test
    void a_currency_that_is_missing_or_none_is_rejected() {
        Receipt refused = fixture.load(fixture.file("wallet.csv", HEADER, line("1", "a", ""), line("2", "b", "Gold")));
        assertThat(refused.reasons()).extracting(r -> r.line() + " " + r.column() + " " + r.reason())
                .containsExactly("2 Money is empty", "3 Money is a word that the mapping does not know");
        assertWrong(MAPPING, "account.currency has 'YEN', which is no currency of ISO 4217");
        assertWrong("w:\n  feed: prices\n  columns: {service: s, unit_price: p, effective_from: f}\n  account: {currency: {from: c}}\n",
                "has a column, which prices does not need");
    }

    @Test
    void an_entry_of_a_state_that_moves_nothing_may_lack_its_balance_and_another_may_not() {
        Receipt loaded = fixture.load(fixture.file("wallet-1.csv", HEADER, line("1", "a", "Euro").replace("done,1.00", "rejected,")));
        assertThat(loaded.reasons()).isEmpty();
        assertThat(fixture.lines("select status, balance_micros from entry")).containsExactly("Failed|null");
        Receipt refused = fixture.load(fixture.file("wallet-2.csv", HEADER, line("2", "a", "Euro").replace("done,2.00", "done,")));
        assertThat(refused.reasons()).singleElement().extracting(Rejection::reason).isEqualTo("is empty although the entry may have moved it");
    }

    private static void assertWrong(String yaml, String message) {
        assertThatThrownBy(() -> FeedsFile.read(Files.writeString(fixture.home.root().resolve("feeds.yaml"), yaml)))
                .isInstanceOf(Failure.class).hasMessageContaining(message);
    }
}
