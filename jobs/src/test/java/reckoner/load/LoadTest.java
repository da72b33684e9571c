package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    static final String ACCOUNTS = "account_id,name,time_zone,currency,email,opening_balance";
    static final String LEDGER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance";

    private static LoadFixture fixture;

    @TempDir
    Path root;

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
    void accounts_and_their_ledger_are_loaded() {
        Path ledger = fixture.file("ledger-2026-03.csv", LEDGER,
                "T1,acme,,2026-03-01T09:00:00Z,Credits,Add,Success,,50.00,62.50",
                "T2,acme,E1,2026-03-01T09:30:00.5+01:00,AI Image To Video (Kling),Consume,Success,2,0.0345,62.4655",
                "T3,acme,E1,2026-03-01T10:00:00Z,AI Draw Me,Consume,Failed,1,1.50,62.4655");
        Path accounts = fixture.file("accounts.csv", ACCOUNTS, "acme,Acme Booths,Europe/Berlin,EUR,ops@acme.example,12.50");

        var receipts = fixture.load(0, ledger, accounts);

        assertThat(receipts).extracting(Receipt::file).containsExactly("accounts.csv", "ledger-2026-03.csv");
        assertThat(receipts.get(1).reasons()).isEmpty();
        assertThat(receipts.get(1)).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected, Receipt::known, Receipt::sum)
                .containsExactly(Receipt.State.LOADED, 3L, 3L, 0L, 0L, "51.5345");
        assertThat(fixture.lines("select account_id, name, time_zone, currency, email, opening_balance_micros, known from account"))
                .containsExactly("acme|Acme Booths|Europe/Berlin|EUR|ops@acme.example|12500000|t");
        assertThat(fixture.lines("""
                        select transaction, account, event, occurred_at at time zone 'UTC', service, engine, type, status,
                          quantity_micros, amount_micros, balance_micros, sequence, line_no, version
                        from entry order by entry_id
                        """))
                .containsExactly(
                        "T1|acme|null|2026-03-01 09:00:00|Credits|Credits|Add|Success|1000000|50000000|62500000|null|2|1",
                        "T2|acme|E1|2026-03-01 08:30:00.5|AI Image To Video (Kling)|Kling|Consume|Success|2000000|34500|62465500|null|3|1",
                        "T3|acme|E1|2026-03-01 10:00:00|AI Draw Me|AI Draw Me|Consume|Failed|1000000|1500000|62465500|null|4|1");
        assertThat(fixture.rows()).containsAllEntriesOf(Map.of("account", 1L, "event", 1L, "service", 3L, "ledger_entry", 3L, "load", 2L));
    }

    private static final String T1 = "T1,acme,E1,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50";
    private static final String T2 = "T2,acme,E1,2026-03-01T09:05:00Z,AI Draw Me,Consume,Success,1,1.50,7.00";
    private static final String T2_CHANGED = "T2,acme,E1,2026-03-01T09:05:00Z,AI Draw Me,Consume,Success,1,2.50,6.00";
    private static final String T3 = "T3,acme,,2026-03-01T09:06:00Z,Credits,Add,Success,,50.00,57.00";

    @Test
    void every_feed_is_loaded_and_what_others_refer_to_comes_first() {
        fixture.file("usage.csv", "usage_id,account_id,event_id,occurred_at,service,quantity,status,transaction_id",
                "U1,acme,E1,2026-03-01T09:00:00Z,AI Draw Me,,Success,T1", "U2,acme,,2026-03-01T09:01:00Z,AI Modify (Nano Banana 2),3,Failed,");
        fixture.file("payments.csv", "payment_id,account_id,paid_at,amount,credits,status,reference",
                "P1,acme,2026-03-01T08:00:00Z,49.99,50.00,Success,INV 7");
        fixture.file("ledger.csv", LEDGER, T1);
        fixture.file("prices.csv", "service,plan,unit_price,effective_from,effective_to",
                "AI Draw Me,,1.50,2026-01-01T00:00:00Z,2026-07-01T00:00:00Z", "AI Draw Me,Pro,1.25,2026-01-01T00:00:00Z,");
        fixture.file("plans.csv", "account_id,plan,effective_from", "acme,Pro,2026-02-01T00:00:00Z");
        fixture.file("events.csv", "event_id,account_id,name,starts_at,ends_at", "E1,acme,Düğün,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z");
        fixture.file("accounts.csv", ACCOUNTS, "acme,Acme Booths,Europe/Berlin,EUR,,");
        fixture.file(".hidden", "x");
        fixture.file("ledger.csv.tmp", "x");

        var receipts = fixture.load(0);

        assertThat(receipts).extracting(r -> r.feed() + " " + r.state() + " " + r.accepted() + "/" + r.rows() + " " + r.sum()).containsExactly(
                "accounts LOADED 1/1 0.00", "plans LOADED 1/1 0.00", "events LOADED 1/1 0.00", "prices LOADED 2/2 0.00",
                "ledger LOADED 1/1 1.50", "usage LOADED 2/2 0.00", "payments LOADED 1/1 50.00");
        assertThat(fixture.lines("select event_id, name, known, starts_at at time zone 'UTC' from event")).containsExactly("E1|Düğün|t|2026-03-01 00:00:00");
        assertThat(fixture.lines("select plan, effective_from at time zone 'UTC' from plan_change")).containsExactly("Pro|2026-02-01 00:00:00");
        assertThat(fixture.lines("select plan, unit_price_micros, effective_to at time zone 'UTC' from price order by plan"))
                .containsExactly("|1500000|2026-07-01 00:00:00", "Pro|1250000|null");
        assertThat(fixture.lines("select usage_id, quantity_micros, status, transaction_id, line_no from usage_record order by usage_id"))
                .containsExactly("U1|1000000|1|T1|2", "U2|3000000|2|null|3");
        assertThat(fixture.lines("select payment_id, amount_micros, credits_micros, status, reference from payment"))
                .containsExactly("P1|49990000|50000000|Success|INV 7");
        assertThat(fixture.home.inbox()).isDirectoryNotContaining(file -> !file.getFileName().toString().matches("\\.hidden|ledger.csv.tmp"));
        assertThat(fixture.home.unfinished()).isEmptyDirectory();
        assertThat(fixture.number("select count(*) from pg_class where relname ~ '^stage_.*_[0-9]+$'")).isZero();
    }

    @Test
    void the_same_content_again_changes_nothing_under_whatever_name() {
        Receipt first = fixture.load(fixture.file("ledger.csv", LEDGER, T1, T2));
        assertThat(fixture.home.processed().resolve("2026/11/" + first.sha256().substring(0, 8) + "-ledger.csv")).exists();
        var before = fixture.rows();

        Receipt again = fixture.load(fixture.file("ledger.csv", LEDGER, T1, T2));
        Receipt renamed = fixture.load(fixture.file("ledger-march.csv", LEDGER, T1, T2));

        assertThat(fixture.rows()).isEqualTo(before);
        assertThat(again).extracting(Receipt::again, Receipt::load, Receipt::accepted).containsExactly(true, first.load(), 2L);
        assertThat(renamed).extracting(Receipt::again, Receipt::load, Receipt::file).containsExactly(true, first.load(), "ledger-march.csv");
        assertThat(fixture.home.inbox()).isEmptyDirectory();
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
        fixture.database.sql("truncate stage_ledger_2").update();
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
    void a_file_with_the_newest_entry_first_is_numbered_from_its_end() throws Exception {
        Path config = java.nio.file.Files.createDirectory(root.resolve("config"));
        java.nio.file.Files.writeString(config.resolve("feeds.yaml"), """
                bank:
                  feed: ledger
                  header: false
                  newest_first: true
                  sign: signed
                  columns: {transaction_id: 1, account_id: 2, occurred_at: 3, amount: 4, balance: 5}
                  constants: {status: Success, service: Bank}
                """);
        try (LoadFixture other = new LoadFixture(root.resolve("other"), config)) {
            Path file = other.file("x.csv", "B2,acme,2026-03-01T00:00:00Z,-2.00,8.00", "B1,acme,2026-03-01T00:00:00Z,10.00,10.00");
            Receipt receipt = other.intake().load(java.util.List.of(file), "bank", 0, other::start).get(0);
            assertThat(receipt.reasons()).isEmpty();
            assertThat(other.lines("select transaction, type, amount_micros, line_no from entry order by entry_id"))
                    .containsExactly("B1|Add|10000000|2", "B2|Consume|2000000|1");
        }
    }

    @Test
    void a_dry_run_writes_nothing() {
        Path file = fixture.file("ledger.csv", LEDGER, T1, "x");
        var before = fixture.rows();
        Preview preview = fixture.intake().preview(java.util.List.of(file), null, 1).get(0);
        assertThat(preview).extracting(Preview::rows, Preview::accepted, Preview::rejected, Preview::amountMicros, Preview::refused)
                .containsExactly(2L, 1L, 1L, 1_500_000L, false);
        assertThat(fixture.rows()).isEqualTo(before);
        assertThat(fixture.home.unfinished()).isEmptyDirectory();
        assertThat(file).exists();
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

    @Test
    void json_lines_and_zstd_are_loaded_like_csv() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        try (var zstd = new io.airlift.compress.zstd.ZstdOutputStream(out)) {
            zstd.write(String.join("\n", LEDGER, T1, T2, "").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        fixture.bytes("ledger.csv.zst", out.toByteArray());
        fixture.file("usage.jsonl", "{\"usage_id\":\"U1\",\"account_id\":\"acme\",\"occurred_at\":\"2026-03-01T09:00:00Z\",\"service\":\"AI Draw Me\",\"quantity\":2,\"status\":\"Success\"}");
        assertThat(fixture.load(0)).extracting(r -> r.file() + " " + r.feed() + " " + r.state() + " " + r.accepted())
                .containsExactly("ledger.csv.zst ledger LOADED 2", "usage.jsonl usage LOADED 1");
        assertThat(fixture.lines("select usage_id, quantity_micros from usage_record")).containsExactly("U1|2000000");
    }

    @Test
    void a_file_that_is_being_written_is_left_alone() throws Exception {
        LoadSettings settings = new LoadSettings(java.time.Duration.ofMillis(600), false, org.springframework.util.unit.DataSize.ofMegabytes(1), 50_000);
        Inbox inbox = new Inbox(fixture.home, settings);
        Path old = fixture.file("ledger-old.csv", LEDGER, T1);
        java.nio.file.Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - 10_000));
        Path marked = fixture.file("ledger-marked.csv", LEDGER, T2);
        fixture.file("ledger-marked.csv.done");
        Path young = fixture.file("ledger-young.csv", LEDGER, T3);
        Path growing = fixture.file("ledger-growing.csv", LEDGER);
        Thread writer = new Thread(() -> {
            try {
                Thread.sleep(200);
                java.nio.file.Files.writeString(growing, T1, java.nio.file.StandardOpenOption.APPEND);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        Inbox.Found found = inbox.find(java.util.List.of());
        writer.join();
        assertThat(found.files()).containsExactlyInAnyOrder(old, marked, young);
        assertThat(found.left()).containsExactly(new Inbox.Left(growing, "is still being written"));
    }
}
