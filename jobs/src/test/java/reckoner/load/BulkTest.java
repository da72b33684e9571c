package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;

/** A file that is copied straight into the ledger leaves what the general way leaves, or nothing. */
class BulkTest {

    private static final String INDEXES = "select indexdef from pg_indexes where tablename = 'ledger_entry' order by 1";
    private static final String ROWS = """
            select transaction, account, event, occurred_at, service, engine, type, status, quantity_micros, amount_micros, balance_micros, sequence,
              e.load_id, e.line_no, e.version, a.name, a.time_zone, a.currency, a.known, v.known, owner.account_id
            from entry e join account a using (account_key) left join event v on v.event_key = e.event_key
            left join account owner on owner.account_key = v.account_key order by entry_id""";

    private static LoadFixture bulk;
    private static LoadFixture general;

    @BeforeAll
    static void start(@TempDir Path home) {
        bulk = new LoadFixture(home.resolve("bulk"), Path.of("../config"), 1);
        general = new LoadFixture(home.resolve("general"));
    }

    @AfterAll
    static void stop() {
        bulk.close();
        general.close();
    }

    @BeforeEach
    void empty() {
        bulk.empty();
        general.empty();
    }

    private static String[] lines(int from, int count) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(LoadTest.LEDGER + ",sequence"), IntStream.range(from, from + count)
                .mapToObj(i -> "T%d,acme-%d,%s,2026-03-01T09:00:%02dZ,%s,%s,%s,%s,%s,%s,%s".formatted(i, i % 7, i % 3 == 0 ? "" : "E" + i % 11, i % 60,
                        i % 5 == 0 ? "AI Modify (Nañо 💡)" : i % 5 == 1 ? "SMS" : "AI Draw (x) (y)", i % 4 == 0 ? "Add" : "Consume",
                        i % 9 == 0 ? "Pending" : "Success", i % 2 == 0 ? "" : "2.5", "1.0" + i % 10, i % 9 == 0 ? "" : "-5.123456", i % 6 == 0 ? "" : i)))
                .toArray(String[]::new);
    }

    @Test
    void both_ways_leave_the_same_ledger_the_same_receipt_and_the_same_indexes() {
        List<String> indexes = bulk.lines(INDEXES);
        for (int part = 0; part < 2; part++) {
            Receipt one = bulk.load(bulk.file("ledger-" + part + ".csv", lines(500 * part, 500)));
            Receipt other = general.load(general.file("ledger-" + part + ".csv", lines(500 * part, 500)));
            assertThat(one.reasons()).isEmpty();
            assertThat(one).usingRecursiveComparison().ignoringFields("started", "finished", "sha256").isEqualTo(other);
        }
        assertThat(bulk.rows()).isEqualTo(general.rows()).containsEntry("ledger_entry", 1_000L).containsEntry("account", 7L);
        assertThat(bulk.lines(ROWS)).isEqualTo(general.lines(ROWS));
        assertThat(bulk.lines(INDEXES)).isEqualTo(indexes).hasSizeGreaterThanOrEqualTo(3);
        assertThat(prove(bulk)).extracting(Proof::entries, Proof::findings).containsExactly(1_000L, List.of());
        assertThat(prove(general).findings()).isEmpty();
        assertThat(bulk.number("select count(*) from batch_step_execution where status <> 'COMPLETED'")).isZero();

        // Keys go on where the copy ended.
        bulk.load(bulk.file("accounts.csv", LoadTest.ACCOUNTS, "beta,Beta,UTC,USD,,"));
        assertThat(bulk.number("select count(distinct account_key) from account")).isEqualTo(8);
    }

    @Test
    void an_id_that_is_there_already_sends_the_file_the_general_way() {
        for (LoadFixture fixture : List.of(bulk, general)) {
            fixture.load(fixture.file("ledger-1.csv", lines(0, 20)));
            String[] again = lines(10, 40);
            again[30] = again[29];
            again[1] = again[1].replace("1.00", "7.77");
            Receipt receipt = fixture.load(fixture.file("ledger-2.csv", again));
            assertThat(receipt).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::known).containsExactly(Receipt.State.LOADED, 40L, 30L, 10L);
            assertThat(prove(fixture).findings()).isEmpty();
        }
        assertThat(bulk.lines(ROWS)).isEqualTo(general.lines(ROWS));
        assertThat(bulk.rows()).isEqualTo(general.rows()).containsEntry("superseded_entry", 1L).containsEntry("repeated_record", 2L);
    }

    @Test
    void a_day_on_a_longer_ledger_leaves_the_same_and_a_known_id_deep_in_it_undoes_the_copy() {
        for (LoadFixture fixture : List.of(bulk, general)) {
            fixture.load(fixture.file("ledger-1.csv", lines(0, 900)));
            assertThat(fixture.load(fixture.file("ledger-2.csv", lines(900, 200)))).extracting(Receipt::accepted, Receipt::known).containsExactly(200L, 0L);
            String[] deep = lines(1_100, 300);
            deep[250] = lines(5, 1)[1];
            deep[260] = deep[259];
            assertThat(fixture.load(fixture.file("ledger-3.csv", deep))).extracting(Receipt::accepted, Receipt::known).containsExactly(298L, 2L);
            assertThat(prove(fixture)).extracting(Proof::entries, Proof::findings).containsExactly(1_398L, List.of());
        }
        assertThat(bulk.lines(ROWS)).isEqualTo(general.lines(ROWS));
        assertThat(bulk.rows()).isEqualTo(general.rows()).containsEntry("repeated_record", 1L);
    }

    @Test
    void a_bad_line_refuses_the_file_or_is_left_out() {
        List<String> indexes = bulk.lines(INDEXES);
        String[] lines = lines(0, 30);
        lines[7] = lines[7].replace("Consume", "consume");
        Receipt refused = bulk.load(bulk.file("ledger.csv", lines));
        assertThat(refused).extracting(Receipt::state, Receipt::rows, Receipt::rejected).containsExactly(Receipt.State.REFUSED, 30L, 1L);
        assertThat(bulk.rows()).containsAllEntriesOf(Map.of("ledger_entry", 0L, "account", 0L, "service", 0L, "rejected_record", 1L, "load", 1L));
        assertThat(bulk.lines(INDEXES)).isEqualTo(indexes);

        Receipt loaded = bulk.load(1, bulk.home.quarantine().resolve("ledger.csv")).get(0);
        assertThat(loaded).extracting(Receipt::state, Receipt::accepted, Receipt::rejected, Receipt::known).containsExactly(Receipt.State.LOADED, 29L, 1L, 0L);
        assertThat(prove(bulk).findings()).isEmpty();
    }

    @Test
    void a_load_that_dies_at_its_end_leaves_nothing_and_is_done_again_to_exactly_its_rows() {
        List<String> indexes = bulk.lines(INDEXES);
        bulk.database.sql("create function die() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$").update();
        bulk.database.sql("create trigger die before update on load for each row when (new.state = 'loaded') execute function die()").update();
        Path file = bulk.file("ledger.csv", lines(0, 300));
        assertThatThrownBy(() -> bulk.load(file)).rootCause().hasMessageContaining("power cut");
        assertThat(bulk.rows()).containsAllEntriesOf(Map.of("ledger_entry", 0L, "account", 0L, "load", 0L));
        assertThat(bulk.lines(INDEXES)).isEqualTo(indexes);
        bulk.database.sql("drop function die() cascade").update();

        assertThat(bulk.load(file)).extracting(Receipt::accepted, Receipt::rows).containsExactly(300L, 300L);
        assertThat(prove(bulk)).extracting(Proof::entries, Proof::findings).containsExactly(300L, List.of());
    }

    private static Proof prove(LoadFixture fixture) {
        return new LedgerProof(fixture.source).prove(null);
    }
}
