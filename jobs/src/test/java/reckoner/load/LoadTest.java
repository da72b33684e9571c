package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

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
    static final String T1 = "T1,acme,E1,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50";
    static final String T2 = "T2,acme,E1,2026-03-01T09:05:00Z,AI Draw Me,Consume,Success,1,1.50,7.00";
    static final String T2_CHANGED = "T2,acme,E1,2026-03-01T09:05:00Z,AI Draw Me,Consume,Success,1,2.50,6.00";
    static final String T3 = "T3,acme,,2026-03-01T09:06:00Z,Credits,Add,Success,,50.00,57.00";

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

    /** As the server does when it crashes; statements print these numbers. */
    @Test
    void numbers_of_loads_go_on_where_they_were_when_the_sequence_jumps() {
        fixture.load(0, fixture.file("ledger-1.csv", LEDGER, T1));
        int first = Integer.parseInt(fixture.lines("select max(load_id) from load").get(0));
        fixture.lines("select setval('load_load_id_seq', (select max(load_id) from load) + 32)");

        fixture.load(0, fixture.file("ledger-2.csv", LEDGER, T2));
        fixture.load(0, fixture.file("ledger-3.csv", LEDGER, T3));

        assertThat(fixture.lines("select load_id from load order by load_id")).endsWith(first + "", first + 1 + "", first + 2 + "");
    }

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
}
