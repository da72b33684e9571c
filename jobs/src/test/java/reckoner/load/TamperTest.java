package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;
import reckoner.seal.Finding;
import reckoner.seal.Finding.Kind;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;

/** What a superuser does to the ledger, with the guards off, and what the proof says of it. */
class TamperTest {

    private static final List<String> TABLES = List.of("account", "load", "load_seal", "superseded_entry", "repeated_record", "ledger_entry");
    private static LoadFixture fixture;

    @BeforeAll
    static void load(@TempDir Path home) {
        fixture = new LoadFixture(home);
        load();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** Three loads: a.csv with T1 to T5, b.csv with T2 again as another version and T6, T7, c.csv with T8. */
    private static void load() {
        fixture.empty();
        fixture.load(fixture.file("ledger-a.csv", LoadTest.LEDGER, line(1, "1.10", "98.90"), line(2, "1.20", "97.70"),
                line(3, "1.30", "96.40"), line(4, "1.40", "95.00"), line(5, "1.50", "93.50")));
        fixture.load(fixture.file("ledger-b.csv", LoadTest.LEDGER, line(2, "1.25", "97.65"), line(6, "1.60", "91.90"), line(7, "1.70", "90.20")));
        fixture.load(fixture.file("ledger-c.csv", LoadTest.LEDGER, line(8, "1.80", "88.40")));
        fixture.database.sql("create schema untouched").update();
        TABLES.forEach(table -> fixture.database.sql("create table untouched." + table + " as table " + table).update());
    }

    /** As they were loaded. */
    @BeforeEach
    void three_loads() {
        tamper(TABLES.stream().map(table -> "delete from %1$s; insert into %1$s overriding system value select * from untouched.%1$s order by 1"
                .formatted(table)).collect(Collectors.joining("; ")));
    }

    private static String line(int number, String amount, String balance) {
        return "T%d,acme,E1,2026-03-01T09:0%d:00.5Z,AI Modify (Nañо 💡),Consume,Success,,%s,%s".formatted(number, number, amount, balance);
    }

    @Test
    void what_was_booked_is_proven_and_an_outside_head_is_recognised() {
        String head = head(2);
        Proof proof = prove(head);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof).extracting(Proof::entries, Proof::loads, Proof::lastLoad, Proof::outside)
                .containsExactly(9L, 3, 3, "Head " + head + " is that of load 2 (ledger-b.csv); 1 more loads were sealed since.");
        assertThat(prove(head.substring(0, 16)).holds()).isTrue();
        assertThatThrownBy(() -> prove("12")).isInstanceOf(Failure.class).hasMessageContaining("is no head");
    }

    @Test
    void one_changed_entry_is_named_and_the_others_are_not() {
        tamper("update ledger_entry set amount_micros = 1310000 where transaction_id = 'T3'");
        assertFirst(1, Kind.CHANGED, "T3", 4, 1);
    }

    @Test
    void the_first_a_middle_and_the_last_entry_of_a_load_do_not_vanish_unseen() {
        tamper("delete from ledger_entry where transaction_id = 'T1'");
        assertFirst(1, Kind.REMOVED, "T2", 3, 1);

        three_loads();
        tamper("delete from ledger_entry where transaction_id = 'T3'");
        assertFirst(1, Kind.REMOVED, "T4", 5, 1);

        three_loads();
        tamper("delete from ledger_entry where transaction_id = 'T5'");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::words).containsExactly(Kind.REMOVED,
                "load 1 (ledger-a.csv): 1 of 5 entries were removed at its end; the last one that is left is line 5, account acme, transaction T4");

        three_loads();
        tamper("delete from ledger_entry where transaction_id = 'T8'");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::load).containsExactly(Kind.REMOVED, 3);
    }

    @Test
    void an_entry_that_is_put_in_is_found_with_and_without_a_seal_of_its_own() {
        String copy = "insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object('transaction_id', 'T9', 'entry_id', entry_id + %s, 'occurred_at', '2026-02-01T00:00Z', 'seal', %s))).*"
                + " from ledger_entry e where transaction_id = 'T8'";
        tamper(copy.formatted("0", "null"));
        assertThat(prove(null).findings()).extracting(Finding::kind, Finding::transaction).contains(org.assertj.core.groups.Tuple.tuple(Kind.INSERTED, "T9"));

        three_loads();
        tamper(copy.formatted("1000", "'\\x00112233445566778899aabbccddeeff'::text"));
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::transaction).containsExactly(Kind.INSERTED, "T9");
    }

    @Test
    void two_entries_that_changed_places_name_each_other() {
        tamper("""
                update ledger_entry e set transaction_id = '~' || o.transaction_id, amount_micros = o.amount_micros,
                  balance_micros = o.balance_micros, occurred_at = o.occurred_at
                from ledger_entry o
                where e.transaction_id in ('T3', 'T5') and o.transaction_id in ('T3', 'T5') and o.transaction_id <> e.transaction_id""");
        tamper("update ledger_entry set transaction_id = substr(transaction_id, 2) where transaction_id like '~%'");
        assertThat(prove(null).findings()).extracting(Finding::kind, Finding::transaction, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.SWAPPED, "T5", 4), org.assertj.core.groups.Tuple.tuple(Kind.SWAPPED, "T3", 6));
    }

    @Test
    void other_names_other_words_and_other_counts_are_found() {
        tamper("update account set account_id = 'acme2' where account_id = 'acme'");
        assertThat(prove(null)).extracting(Proof::broken, Proof::loadsAffected).containsExactly(9L, 3L);

        three_loads();
        tamper("update load set rejected_count = 7 where load_id = 2");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::load).containsExactly(Kind.LOAD, 2);

        three_loads();
        tamper("delete from superseded_entry");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::transaction).containsExactly(Kind.VERSION, "T2");

        three_loads();
        tamper("insert into superseded_entry select account_key, entry_id, entry_id from ledger_entry where transaction_id = 'T7'");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind, Finding::transaction).containsExactly(Kind.VERSION, "T7");

        three_loads();
        tamper("update entry_type set sign = 1 where name = 'Consume'");
        assertThat(prove(null).findings()).singleElement().extracting(Finding::kind).isEqualTo(Kind.WORDS);
        tamper("update entry_type set sign = -1 where name = 'Consume'");
    }

    @Test
    void an_entry_that_is_sealed_again_breaks_the_next_link_also_at_the_end_of_a_load() {
        reseal("e.transaction_id = 'T3'");
        assertFirst(1, Kind.CHANGED, "T4", 5, 1);
        assertThat(prove(null).findings().get(0).words()).endsWith("was changed, or the entry before it (line 4, T3) was changed and sealed again");

        three_loads();
        reseal("e.transaction_id = 'T5'");
        assertThat(prove(null).findings().get(0)).extracting(Finding::kind, Finding::transaction).containsExactly(Kind.CHANGED, "T5");
    }

    @Test
    void a_history_that_is_made_again_or_cut_off_at_its_end_is_shown_by_an_outside_head_only() {
        String outside = head(3);
        tamper("update ledger_entry set amount_micros = 1310000 where transaction_id = 'T3'");
        tamper("update ledger_entry set seal = null; delete from load_seal");
        fixture.database.sql("select seal_everything()").query((row, n) -> 0).list();
        assertThat(prove(null).findings()).isEmpty();
        assertThat(prove(outside).findings()).singleElement().extracting(Finding::kind).isEqualTo(Kind.REWRITTEN);

        three_loads();
        outside = head(3);
        tamper("delete from ledger_entry where load_id = 3; delete from load_seal where load_id = 3; delete from load where load_id = 3");
        assertThat(prove(null).findings()).isEmpty();
        assertThat(prove(outside).findings()).singleElement().extracting(Finding::kind).isEqualTo(Kind.REWRITTEN);

        three_loads();
        tamper("delete from ledger_entry where load_id = 2; delete from load_seal where load_id = 2; delete from superseded_entry; delete from repeated_record; delete from load where load_id = 2");
        assertThat(prove(null).findings()).extracting(Finding::kind).contains(Kind.LOAD, Kind.CHANGED);
    }

    /** Give these entries another amount and the seal that goes with it. */
    private void reseal(String where) {
        tamper("""
                update ledger_entry e set amount_micros = 1, seal = next_seal(
                  (select p.seal from ledger_entry p where p.entry_id = e.entry_id - 1),
                  entry_content(e.load_id, e.line_no, e.entry_id, e.occurred_at, e.quantity_micros, 1, e.type, e.status, e.version, e.sequence,
                    e.balance_micros, a.account_id, e.transaction_id, v.event_id, s.name))
                from account a, event v, service s
                where a.account_key = e.account_key and v.event_key = e.event_key and s.service_key = e.service_key and %s""".formatted(where));
    }

    private void assertFirst(int load, Kind kind, String transaction, int line, long broken) {
        Proof proof = prove(null);
        assertThat(proof.findings()).hasSize(1).first().extracting(Finding::load, Finding::kind, Finding::account, Finding::transaction, Finding::line)
                .containsExactlyElementsOf(List.of(load, kind, "acme", transaction, line));
        assertThat(proof).extracting(Proof::broken, Proof::loadsAffected).containsExactly(broken, 1L);
    }

    private static Proof prove(String head) {
        return new LedgerProof(fixture.source).prove(head);
    }

    private static String head(int load) {
        return fixture.lines("select encode(head, 'hex') from load_seal where load_id = " + load).get(0);
    }

    private static void tamper(String sql) {
        fixture.database.sql("do $do$ begin set local session_replication_role = replica; " + sql + "; end $do$").update();
    }
}
