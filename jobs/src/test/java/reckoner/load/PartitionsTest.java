package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.database.Interrupted;
import reckoner.database.Schema;
import reckoner.database.TestDatabase;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;

/** The ledger grows by partitions, and is one ledger to whoever reads it or delivers to it. */
class PartitionsTest {

    private static final String PARTITIONS = """
            select p.number, count(e.*), count(distinct e.account_key)
            from ledger_partition p
            left join ledger_entry e on e.entry_id >= p.first_entry and e.entry_id < p.past_entry
            group by p.number
            order by p.number""";

    private static LoadFixture copied;
    private static LoadFixture inserted;

    @BeforeAll
    static void start(@TempDir Path home) {
        copied = new LoadFixture(home.resolve("copied"), Path.of("../config"), 1, 100);
        inserted = new LoadFixture(home.resolve("inserted"), Path.of("../config"), 50_000, 100);
    }

    @AfterAll
    static void stop() {
        copied.close();
        inserted.close();
    }

    @BeforeEach
    void empty() {
        copied.empty();
        inserted.empty();
    }

    private static String[] lines(int from, int count) {
        return Stream.concat(Stream.of(LoadTest.LEDGER), IntStream.range(from, from + count)
                .mapToObj(i -> "T%d,acme-%d,,2026-03-01T09:00:%02dZ,SMS,Consume,Success,1,1.00,-%d.00".formatted(i, i % 3, i % 60, i))).toArray(String[]::new);
    }

    @Test
    void a_long_file_becomes_a_partition_of_its_own_and_shorter_ones_join_it_until_it_is_full() {
        List<String> loads = List.of("copied", "inserted");
        for (LoadFixture fixture : List.of(copied, inserted)) {
            fixture.load(fixture.file("ledger-1.csv", lines(0, 60)));
            fixture.load(fixture.file("ledger-2.csv", lines(60, 60)));
            fixture.load(fixture.file("ledger-3.csv", lines(120, 20)));
            fixture.load(fixture.file("ledger-4.csv", lines(140, 70)));
            assertThat(fixture.number("select count(*) from entry")).isEqualTo(210);
            assertThat(new LedgerProof(fixture.source).prove(null)).extracting(Proof::entries, Proof::findings).containsExactly(210L, List.of());
        }
        assertThat(copied.lines(PARTITIONS)).as("the second is full after two files").containsExactly("0|0|0", "1|120|3", "2|20|3", "3|70|3");
        assertThat(inserted.lines(PARTITIONS)).as(loads.toString()).containsExactly("0|120|3", "1|90|3");
        for (LoadFixture fixture : List.of(copied, inserted)) {
            assertThat(fixture.lines("""
                    select distinct string_agg(substring(indexdef from ' USING .*$'), ';' order by substring(indexdef from ' USING .*$'))
                    from pg_indexes
                    where tablename ~ '^ledger_entry_\\d+$'
                    group by tablename"""))
                    .as("every partition has the same indexes").hasSize(1);
            assertThat(fixture.number("select count(*) from pg_constraint where conname like '%numbers'")).isZero();
        }
    }

    @Test
    void an_id_in_an_older_partition_is_known_and_other_content_of_it_is_a_version() {
        for (LoadFixture fixture : List.of(copied, inserted)) {
            fixture.load(fixture.file("ledger-1.csv", lines(0, 110)));
            fixture.load(fixture.file("ledger-2.csv", lines(110, 110)));
            String[] mixed = lines(215, 30);
            mixed[20] = lines(7, 1)[1];
            mixed[25] = lines(8, 1)[1].replace("1.00", "9.99");
            mixed[26] = lines(115, 1)[1].replace("1.00", "9.99");
            assertThat(fixture.load(fixture.file("ledger-3.csv", mixed)))
                    .extracting(Receipt::state, Receipt::accepted, Receipt::known).containsExactly(Receipt.State.LOADED, 24L, 6L);
            assertThat(fixture.lines("select transaction_id, version from ledger_entry where version > 1 order by 1")).containsExactly("T115|2", "T8|2");
            assertThat(fixture.rows()).containsAllEntriesOf(Map.of("ledger_entry", 244L, "superseded_entry", 2L, "repeated_record", 2L));
            assertThat(fixture.number("select count(*) from (select from ledger_entry group by account_key, transaction_id, version having count(*) > 1) twice")).isZero();
            assertThat(new LedgerProof(fixture.source).prove(null).findings()).isEmpty();
        }
    }

    @Test
    void who_reads_the_ledger_waits_for_no_load_and_no_load_for_him() throws Exception {
        copied.load(copied.file("ledger-1.csv", lines(0, 10)));
        copied.database.sql("create or replace function pause() returns trigger language plpgsql as $$ begin perform pg_advisory_lock(4711); return new; end $$").update();
        copied.database.sql("create trigger pause before update on load for each row when (new.state = 'loaded') execute function pause()").update();
        try (Connection reader = copied.source.getConnection(); Statement statement = reader.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(entries(statement)).isEqualTo(10);
            CompletableFuture<Receipt> load = CompletableFuture.supplyAsync(() -> copied.load(copied.file("ledger-2.csv", lines(10, 150))));
            while (copied.number("select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted") == 0) {
                assertThat(load.isDone()).as("the load waits at its end").isFalse();
                Thread.onSpinWait();
            }
            statement.execute("set local statement_timeout = '60s'");
            assertThat(entries(statement)).as("while the load holds all that it ever holds").isEqualTo(10);
            statement.execute("select pg_advisory_unlock(4711)");
            assertThat(load.get(2, TimeUnit.MINUTES).accepted()).isEqualTo(150);
            assertThat(number(statement, "select count(*) from ledger_entry where entry_id < (select max(past_entry) from ledger_partition)"))
                    .as("what an older snapshot sees of the partitions that it knows").isEqualTo(10);
            reader.rollback();
            assertThat(entries(statement)).isEqualTo(160);
            reader.rollback();
            reader.setAutoCommit(true);
        } finally {
            copied.database.sql("drop function pause() cascade").update();
        }
        assertThat(copied.lines(PARTITIONS)).containsExactly("0|0|0", "1|10|3", "2|150|3");
    }

    private static long entries(Statement statement) throws SQLException {
        return number(statement, "select count(*) from entry");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void a_proof_that_began_before_a_partition_came_has_nothing_against_it() {
        copied.load(copied.file("ledger-1.csv", lines(0, 10)));
        Path next = copied.file("ledger-2.csv", lines(10, 150));
        Interrupted source = new Interrupted(copied.source, () -> assertThat(copied.load(next).accepted()).isEqualTo(150));
        assertThat(new LedgerProof(source).prove(null)).extracting(Proof::entries, Proof::findings).containsExactly(10L, List.of());
        assertThat(source.happened()).isTrue();
        assertThat(new LedgerProof(copied.source).prove(null)).extracting(Proof::entries, Proof::findings).containsExactly(160L, List.of());
    }

    /** Ids in any order, in and around those that are there: each way to ask has to find the one that is there twice. */
    @Test
    void an_id_of_an_older_partition_is_found_wherever_it_lies_and_however_many_are_asked() {
        for (int rows : List.of(30, 300)) {
            copied.empty();
            copied.load(copied.file("ledger-1.csv", lines(1_000, 101)));
            copied.load(copied.file("ledger-2.csv", lines(2_000, 10)));
            for (int known : List.of(1_000, 1_050, 1_100)) {
                String[] mixed = lines(1_020 + known * 10, rows);
                mixed[rows / 2] = lines(known, 1)[1].replace(",1,1.00,", ",1,9.99,");
                assertThat(copied.load(copied.file("ledger-%d-%d.csv".formatted(rows, known), mixed)))
                        .extracting(Receipt::state, Receipt::accepted).containsExactly(Receipt.State.LOADED, (long) rows);
                assertThat(copied.lines("select version from ledger_entry where transaction_id = 'T%d' order by 1".formatted(known))).containsExactly("1", "2");
            }
        }
    }

    @Test
    void a_load_that_dies_while_it_makes_a_partition_leaves_none() {
        copied.load(copied.file("ledger-1.csv", lines(0, 10)));
        copied.database.sql("create function die() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$").update();
        copied.database.sql("create trigger die before insert on load_seal for each row execute function die()").update();
        Path file = copied.file("ledger-2.csv", lines(10, 150));
        assertThatThrownBy(() -> copied.load(file)).rootCause().hasMessageContaining("power cut");
        copied.database.sql("drop function die() cascade").update();
        assertThat(copied.lines(PARTITIONS)).containsExactly("0|0|0", "1|10|3");
        assertThat(copied.number("select count(*) from pg_class where relname like 'ledger\\_entry\\_2%'")).isZero();

        assertThat(copied.load(file)).extracting(Receipt::accepted, Receipt::rows).containsExactly(150L, 150L);
        assertThat(copied.lines(PARTITIONS)).containsExactly("0|0|0", "1|10|3", "2|150|3");
        assertThat(new LedgerProof(copied.source).prove(null)).extracting(Proof::entries, Proof::findings).containsExactly(160L, List.of());
    }

    @Test
    void a_ledger_of_the_time_before_becomes_the_first_partition_with_its_rows_and_its_views() {
        javax.sql.DataSource source = TestDatabase.fresh().dataSource();
        JdbcClient database = JdbcClient.create(source);
        String views = "select viewname, definition from pg_views where schemaname = 'public' and definition like '%ledger_entry%' order by viewname";
        List<Map<String, Object>> now = database.sql(views).query().listOfRows();
        String indexes = "select indexdef from pg_indexes where tablename like 'ledger\\_entry%' order by indexname";
        List<String> indexesNow = database.sql(indexes).query(String.class).list();
        Schema.clean(source);
        Schema.migrate(source, "27");
        database.sql("insert into account (account_id, name, time_zone, currency, known) values ('acme', 'Acme', 'UTC', 'USD', true)").update();
        database.sql("insert into service (name, feature, engine) values ('SMS', 'SMS', 'SMS')").update();
        database.sql("""
                insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, account_key, load_id, line_no, service_key, type, status, version, transaction_id)
                select n, timestamptz '2026-03-01' + n * interval '1 minute', 1, n, 1, 1, n, 1, 2, 1, 1, 'T' || n from generate_series(1, 500) n""").update();
        Schema.migrate(source);

        assertThat(database.sql("select count(*) || ' ' || sum(amount) from entry").query(String.class).single()).isEqualTo("500 0.125250");
        assertThat(database.sql("select tableoid::regclass::text from ledger_entry group by 1").query(String.class).list()).containsExactly("ledger_entry_0");
        assertThat(database.sql(views).query().listOfRows()).isEqualTo(now).hasSizeGreaterThanOrEqualTo(7);
        assertThat(database.sql(indexes).query(String.class).list()).isEqualTo(indexesNow).hasSizeGreaterThan(10);
        assertThatThrownBy(() -> database.sql("delete from ledger_entry_0").update()).rootCause().hasMessageContaining("append-only");
    }
}
