package reckoner.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reckoner.database.LedgerRows;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

class BalancesTest {

    private static final String NOON = "2026-03-15T12:00:00Z";
    private final LedgerRows ledger = new LedgerRows();
    private final Balances balances = new Balances(ledger.database);

    @BeforeEach
    void an_account() {
        ledger.account("acme", "UTC");
    }

    @Test
    void the_last_entry_by_time_has_it_whatever_the_order_of_loading() {
        ledger.entry("acme", NOON).amount("2").balance("98.00").add();
        ledger.entry("acme", "2026-03-15T11:00:00Z").type(EntryType.ADD).amount("100").balance("100.00").add();

        assertThat(balance()).isEqualTo("98.00 as of 2026-03-15T12:00:00Z");
    }

    @Test
    void within_an_instant_the_chain_has_it_and_not_the_order_of_loading() {
        ledger.entry("acme", NOON).amount("3").balance("95.00").add(); // third: 98 to 95
        ledger.entry("acme", NOON).type(EntryType.ADD).amount("100").balance("100.00").add(); // first
        ledger.entry("acme", NOON).amount("2").balance("98.00").add(); // second

        assertThat(balance()).isEqualTo("95.00 as of " + NOON);
    }

    @Test
    void a_chain_that_comes_by_a_balance_twice_still_has_an_end() {
        ledger.entry("acme", NOON).amount("2").balance("98.00").add(); // 100 to 98
        ledger.entry("acme", NOON).amount("2").balance("98.00").add(); // and again, after the refund
        ledger.entry("acme", NOON).type(EntryType.REFUND).amount("2").balance("100.00").add(); // 98 to 100

        assertThat(balance()).isEqualTo("98.00 as of " + NOON);
    }

    @Test
    void a_failed_entry_of_the_same_instant_does_not_hide_the_end() {
        ledger.entry("acme", NOON).amount("2").balance("98.00").add();
        ledger.entry("acme", NOON).amount("5").status(EntryStatus.FAILED).balance("100.00").add();

        assertThat(balance()).isEqualTo("98.00 as of " + NOON);
    }

    @Test
    void the_sequence_of_the_source_comes_before_the_chain() {
        ledger.entry("acme", NOON).sequence(2).type(EntryType.REFUND).amount("2").balance("100.00").add();
        ledger.entry("acme", NOON).sequence(1).amount("2").balance("98.00").add();

        assertThat(balance()).isEqualTo("100.00 as of " + NOON);
    }

    @Test
    void pending_and_replaced_entries_have_none() {
        long old = ledger.entry("acme", NOON).id("T").amount("2").balance("98.00").add();
        ledger.entry("acme", NOON).id("T").amount("3").balance("97.00").replace(old);
        ledger.entry("acme", "2026-03-15T13:00:00Z").status(EntryStatus.PENDING).balance(null).add();

        assertThat(balance()).isEqualTo("97.00 as of " + NOON);
    }

    @Test
    void an_account_without_entries_has_its_opening_balance_or_none() {
        ledger.account("bravo", "UTC", "250.00");

        assertThat(balances.current("bravo").get(0)).hasToString(
                "Balance[account=bravo, name=Bravo, currency=USD, zone=UTC, micros=250000000, asOf=null]");
        assertThat(balances.current("acme").get(0).micros()).isNull();
        assertThat(balances.current(null)).extracting(Balances.Balance::account).containsExactly("acme", "bravo");
    }

    private String balance() {
        Balances.Balance balance = balances.current("acme").get(0);
        return Money.text(balance.micros()) + " as of " + balance.asOf();
    }
}
