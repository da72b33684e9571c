package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reckoner.load.LoadTest.LEDGER;
import static reckoner.load.LoadTest.T1;
import static reckoner.load.LoadTest.T2;
import static reckoner.load.LoadTest.T3;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are refused, or interrupted, leave nothing but a reason. */
class RefusalTest {

    private static LoadFixture fixture;

    @BeforeAll
    static void start(@TempDir Path home) {
        fixture = new LoadFixture(home);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void empty() {
        fixture.empty();
    }

    @Test
    void a_bad_line_refuses_the_file_unless_it_is_allowed() throws Exception {
        String[] lines = {LEDGER, T1, T2.replace("1.50", "1e3"), T3};
        Receipt refused = fixture.load(fixture.file("ledger.csv", lines));

        assertThat(refused).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected).containsExactly(Receipt.State.REFUSED, 3L, 0L, 1L);
        assertThat(refused.reasons()).singleElement().hasToString(
                "3: amount '1e3': is no number as this feed writes them. Write digits, a point and 2 to 6 decimals, such as 12.50");
        assertThat(fixture.rows()).containsAllEntriesOf(Map.of("account", 0L, "ledger_entry", 0L, "rejected_record", 1L, "load", 1L));
        Path quarantined = fixture.home.quarantine().resolve("ledger.csv");
        assertThat(quarantined).exists();
        assertThat(fixture.home.quarantine().resolve("ledger.csv.reasons.csv")).hasContent("""
                line,column,value,reason,remedy
                3,"amount","1e3","is no number as this feed writes them","Write digits, a point and 2 to 6 decimals, such as 12.50"
                """);

        Receipt loaded = fixture.load(1, quarantined).get(0);
        assertThat(loaded).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected).containsExactly(Receipt.State.LOADED, 3L, 2L, 1L);
        assertThat(fixture.lines("select state, accepted_count, rejected_count, file_name from load order by load_id"))
                .containsExactly("refused|0|1|ledger.csv", "loaded|2|1|ledger.csv");
        assertThat(fixture.lines("select transaction, line_no from entry order by entry_id")).containsExactly("T1|2", "T3|4");
        assertThat(quarantined).exists();
    }

    @Test
    void a_file_that_nobody_knows_is_refused_and_put_aside() {
        Receipt receipt = fixture.load(fixture.file("notes.txt", "hello"));
        assertThat(receipt).extracting(Receipt::state, Receipt::feed, r -> r.reasons().get(0).reason())
                .containsExactly(Receipt.State.REFUSED, "unknown", "no feed is recognised by the name of the file");
        assertThat(fixture.home.quarantine().resolve("notes.txt.reasons.csv")).exists();
    }

    @Test
    void a_load_that_dies_while_booking_twice_is_continued_to_exactly_its_rows() {
        fixture.load(fixture.file("ledger-0.csv", LEDGER, T1));
        String[] lines = new String[2_001];
        lines[0] = LEDGER;
        for (int i = 1; i <= 2_000; i++) {
            lines[i] = T1.replace("T1,", "N" + i + ",");
        }
        fixture.database.sql("create function die() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$").update();
        fixture.database.sql("create trigger die before update on load for each row when (new.state = 'loaded') execute function die()").update();
        Path file = fixture.file("ledger-1.csv", lines);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> fixture.load(file)).rootCause().hasMessageContaining("power cut");
            assertThat(fixture.number("select count(*) from ledger_entry")).isEqualTo(1);
            assertThat(fixture.lines("select state, row_count from load order by load_id")).containsExactly("loaded|1", "loading|2000");
        }
        // A server that crashed has emptied the unlogged tables.
        fixture.database.sql("truncate staging.stage_ledger_2").update();
        fixture.database.sql("drop trigger die on load").update();

        Receipt receipt = fixture.load(file);

        assertThat(receipt).extracting(Receipt::load, Receipt::accepted, Receipt::rows, Receipt::known).containsExactly(2, 2_000L, 2_000L, 0L);
        assertThat(fixture.lines("select count(*), count(distinct transaction_id), count(distinct entry_id), sum(amount_micros) from ledger_entry"))
                .containsExactly("2001|2001|2001|3001500000");
        assertThat(fixture.number("select count(*) from batch_job_instance")).isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_copy_that_was_changed_is_not_loaded() throws Exception {
        Path file = fixture.file("ledger.csv", LEDGER, T1);
        assertThatThrownBy(() -> fixture.intake().load(java.util.List.of(file), null, 0, parameters -> {
            try {
                java.nio.file.Files.writeString(Path.of(parameters.getString("copy")), "other");
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            fixture.start(parameters);
        })).rootCause().hasMessageContaining("is gone or was changed");
        assertThat(fixture.number("select count(*) from ledger_entry")).isZero();
        assertThat(fixture.load(file).accepted()).isEqualTo(1);
    }

    @Test
    void a_file_whose_every_line_is_bad_is_told_what_its_manifest_says_too() throws Exception {
        fixture.file("ledger.csv.manifest.json", "{\"rows\": 7, \"sum\": \"49.00\"}");
        Receipt refused = fixture.load(fixture.file("ledger.csv", LEDGER, T1.replace("1.50", "1e3"), T2.replace("1.50", "1e3")));

        assertThat(refused).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected).containsExactly(Receipt.State.REFUSED, 2L, 0L, 4L);
        assertThat(refused.reasons()).extracting(Object::toString).anyMatch(reason -> reason.startsWith("3: amount '1e3'")).anyMatch(reason -> reason.startsWith(" rows '2': is not what the manifest says: 7"));
    }

    @Test
    void a_manifest_is_proven_kept_and_put_away_with_its_file() throws Exception {
        fixture.file("ledger.csv", LEDGER, T1, T2);
        fixture.file("ledger.csv.manifest.json", "{\"rows\": 2, \"sum\": \"3.00\", \"closing_balances\": {\"acme\": \"7.00\"}}");
        fixture.file("ledger-2.csv", LEDGER, T3);
        fixture.file("ledger-2.csv.manifest.json", "{\"rows\": 1, \"sum\": \"49.00\"}");

        var receipts = fixture.load(9);

        assertThat(receipts).extracting(Receipt::file, Receipt::state, Receipt::canLeaveOut).containsExactly(
                org.assertj.core.groups.Tuple.tuple("ledger-2.csv", Receipt.State.REFUSED, false),
                org.assertj.core.groups.Tuple.tuple("ledger.csv", Receipt.State.LOADED, false));
        assertThat(receipts.get(0).reasons()).singleElement().hasToString(
                " sum '50.00': is not what the manifest says: 49.00. Ask the sender for the file that belongs to the manifest");
        assertThat(fixture.lines("select row_count, amount_micros, sha256, account_id, balance_micros from load_manifest left join load_manifest_balance using (load_id) order by load_id"))
                .containsExactly("1|49000000|null|null|null", "2|3000000|null|acme|7000000");
        assertThat(fixture.home.quarantine()).isDirectoryContaining(path -> path.endsWith("ledger-2.csv.manifest.json"));
        assertThat(fixture.home.inbox()).isEmptyDirectory();
        assertThat(fixture.home.unfinished()).isEmptyDirectory();
    }

    @Test
    void many_bad_lines_are_listed_up_to_a_thousand_and_then_counted() throws Exception {
        String[] lines = new String[1_501];
        java.util.Arrays.fill(lines, T1.replace("1.50", "x"));
        lines[0] = LEDGER;
        Receipt refused = fixture.load(fixture.file("ledger.csv", lines));
        assertThat(refused).extracting(Receipt::rejected, r -> r.reasons().size(), Receipt::canLeaveOut).containsExactly(1_500L, 1_000, true);
        assertThat(java.nio.file.Files.readAllLines(fixture.home.quarantine().resolve("ledger.csv.reasons.csv")))
                .hasSize(1_002).last().isEqualTo(",,,\"and 500 more lines\",\"Mend these first\"");
    }
}
