package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static reckoner.load.LoadTest.ACCOUNTS;
import static reckoner.load.LoadTest.LEDGER;
import static reckoner.load.LoadTest.T1;
import static reckoner.load.LoadTest.T2;
import static reckoner.load.LoadTest.T2_CHANGED;
import static reckoner.load.LoadTest.T3;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same id again: known, a new version, a repeat, or a conflict. */
class VersionsTest {

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
    void a_packed_copy_of_a_loaded_file_is_known_line_by_line() throws Exception {
        fixture.load(fixture.file("ledger.csv", LEDGER, T1, T2));
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(String.join("\n", LEDGER, T1, T2, T3, "").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Receipt packed = fixture.load(fixture.bytes("ledger-2.csv.gz", out.toByteArray()));
        assertThat(packed).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::known, Receipt::sum)
                .containsExactly(Receipt.State.LOADED, 3L, 1L, 2L, "50.00");
        assertThat(fixture.rows()).containsAllEntriesOf(Map.of("ledger_entry", 3L, "repeated_record", 0L, "superseded_entry", 0L));
    }

    @Test
    void other_content_under_a_known_id_becomes_the_next_version_once() {
        fixture.load(fixture.file("ledger-1.csv", LEDGER, T1, T2));
        Receipt second = fixture.load(fixture.file("ledger-2.csv", LEDGER, T2_CHANGED, T3));
        assertThat(second).extracting(Receipt::rows, Receipt::accepted, Receipt::known, Receipt::sum).containsExactly(2L, 2L, 0L, "52.50");
        assertThat(fixture.lines("select transaction, version, amount_micros from entry order by transaction"))
                .containsExactly("T1|1|1500000", "T2|2|2500000", "T3|1|50000000");
        assertThat(fixture.lines("select o.transaction_id, o.version, n.version from superseded_entry s join ledger_entry o using (account_key, entry_id) join ledger_entry n on n.entry_id = s.by_entry_id"))
                .containsExactly("T2|1|2");
        assertThat(fixture.lines("select line_no, transaction_id, same_file, same_content from repeated_record")).containsExactly("2|T2|f|f");

        Receipt old = fixture.load(fixture.file("ledger-3.csv", LEDGER, T2, T1, T3));
        assertThat(old).extracting(Receipt::rows, Receipt::accepted, Receipt::known).containsExactly(3L, 0L, 3L);
        assertThat(fixture.lines("select version from entry where transaction = 'T2'")).containsExactly("2");
    }

    @Test
    void repeats_within_one_file_are_counted_and_kept_apart() {
        Receipt receipt = fixture.load(fixture.file("ledger.csv", LEDGER, T1, T1, T2, T2_CHANGED, T2_CHANGED));
        assertThat(receipt).extracting(Receipt::rows, Receipt::accepted, Receipt::known).containsExactly(5L, 3L, 2L);
        assertThat(fixture.lines("select line_no, transaction_id, same_file, same_content from repeated_record order by line_no"))
                .containsExactly("3|T1|t|t", "5|T2|t|f", "6|T2|t|t");
        assertThat(fixture.lines("select transaction, version, line_no from entry order by entry_id")).containsExactly("T1|1|2", "T2|2|5");
    }

    @Test
    void a_ledger_creates_what_it_names_and_master_data_fills_it_later() {
        fixture.load(fixture.file("ledger.csv", LEDGER, T1));
        assertThat(fixture.lines("select account_id, name, time_zone, currency, known from account")).containsExactly("acme|acme|UTC|USD|f");
        assertThat(fixture.lines("select event_id, name, known, account_id from event join account using (account_key)".replace("event_id, name, known", "event_id, event.name, event.known")))
                .containsExactly("E1|E1|f|acme");

        fixture.load(fixture.file("accounts-1.csv", ACCOUNTS, "acme,Acme,Asia/Tokyo,JPY,,", "beta,Beta,UTC,USD,,"));
        fixture.load(fixture.file("events.csv", "event_id,account_id,name,starts_at,ends_at", "E1,acme,Gala,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z"));
        Receipt later = fixture.load(fixture.file("accounts-2.csv", ACCOUNTS, "acme,Acme AG,Asia/Tokyo,JPY,,", "beta,Beta,UTC,USD,,"));

        assertThat(later).extracting(Receipt::rows, Receipt::accepted, Receipt::known).containsExactly(2L, 1L, 1L);
        assertThat(fixture.lines("select account_id, name, time_zone, known from account order by 1")).containsExactly("acme|Acme AG|Asia/Tokyo|t", "beta|Beta|UTC|t");
        assertThat(fixture.lines("select name, known from event")).containsExactly("Gala|t");
    }

    @Test
    void a_line_that_conflicts_with_a_loaded_usage_record_is_rejected_with_both_places() {
        String header = "usage_id,account_id,event_id,occurred_at,service,quantity,status,transaction_id";
        fixture.load(fixture.file("usage-1.csv", header, "U1,acme,,2026-03-01T09:00:00Z,AI Draw Me,1,Success,"));
        Path second = fixture.file("usage-2.csv", header, "U1,acme,,2026-03-01T09:00:00Z,AI Draw Me,1,Success,",
                "U1,acme,,2026-03-01T09:00:00Z,AI Draw Me,2,Success,", "U2,newcomer,,2026-03-01T09:00:00Z,AI Draw Me,2,Success,");

        Receipt refused = fixture.load(second);
        assertThat(refused).extracting(Receipt::state, Receipt::rejected).containsExactly(Receipt.State.REFUSED, 1L);
        assertThat(refused.reasons().get(0)).extracting(Rejection::line, Rejection::column, Rejection::value, Rejection::reason)
                .containsExactly(3L, "usage_id", "U1", "conflicts with load 1 line 2");
        assertThat(fixture.number("select count(*) from account")).isEqualTo(1);

        Receipt loaded = fixture.load(1, fixture.home.quarantine().resolve("usage-2.csv")).get(0);
        assertThat(loaded).extracting(Receipt::state, Receipt::accepted, Receipt::known, Receipt::rejected).containsExactly(Receipt.State.LOADED, 1L, 1L, 1L);
        assertThat(fixture.lines("select usage_id, quantity_micros from usage_record order by 1")).containsExactly("U1|1000000", "U2|2000000");
    }

    @Test
    void two_lines_about_one_account_that_differ_refuse_the_file() {
        Receipt refused = fixture.load(fixture.file("accounts.csv", ACCOUNTS, "a,A,UTC,USD,,", "a,A,UTC,USD,,", "a,B,UTC,USD,,"));
        assertThat(refused).extracting(Receipt::state, Receipt::rows, r -> r.reasons().get(0).line()).containsExactly(Receipt.State.REFUSED, 3L, 4L);
        assertThat(fixture.number("select count(*) from account")).isZero();
    }
}
