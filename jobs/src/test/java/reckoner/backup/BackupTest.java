package reckoner.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.database.Interrupted;
import reckoner.database.Schema;
import reckoner.database.TestDatabase;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.seal.LedgerProof;

class BackupTest {

    @TempDir
    static Path folder;

    private static TestApplication application;
    private static Path file;
    private static List<Path> later;

    @BeforeAll
    static void load() throws Exception {
        application = TestApplication.start();
        Path feeds = Files.createDirectories(folder.resolve("feeds"));
        DemoWorld.make(new DemoSettings(3, 2, 1, LocalDate.of(2026, 11, 1), true)).writeTo(feeds);
        try (Stream<Path> all = Files.list(feeds)) {
            later = all.filter(f -> f.getFileName().toString().startsWith("usage") && f.toString().endsWith(".csv")).toList();
        }
        for (Path usage : later) {
            Files.move(usage, folder.resolve(usage.getFileName()));
        }
        later = later.stream().map(usage -> folder.resolve(usage.getFileName())).toList();
        load(application, feeds);
        application.database().sql("select new_ledger_partition(1), attach_ledger_partition(1)").query((row, n) -> "").single();
        Files.writeString(feeds.resolve("ledger-later.csv"), """
                transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance
                L-1,later,,2026-11-02T09:00:00Z,SMS,Add,Success,1,50.00,50.00
                """);
        load(application, feeds.resolve("ledger-later.csv"));
        Runs runs = application.bean(Runs.class);
        ReconcileRequest everything = ReconcileRequest.everything();
        runs.start("reconcile", everything.parameters(application.bean(Reconciliations.class).register(everything)));
        file = folder.resolve("backups/one.zip");
        application.bean(Backup.class).to(file);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void what_was_backed_up_is_restored_row_by_row_and_work_goes_on() throws IOException {
        try (TestApplication empty = TestApplication.start()) {
            Restore.Restored restored = empty.bean(Restore.class).from(file);

            assertThat(restored.from()).isEqualTo(restored.to());
            String partitions = "select number || ' ' || count(*) from ledger_partition join ledger_entry on entry_id between first_entry and past_entry - 1 group by number order by number";
            assertThat(empty.database().sql(partitions).query(String.class).list())
                    .isEqualTo(application.database().sql(partitions).query(String.class).list()).hasSize(2);
            Contents contents = contents(file);
            assertThat(contents.tables()).extracting(Contents.Table::name).contains("ledger_entry", "discrepancy", "batch_job_execution", "reconcile_check");
            for (Contents.Table table : contents.tables()) {
                String rows = "select coalesce(md5(string_agg(t::text, '\n' order by t::text collate \"C\")), '') from " + Contents.quoted(table.name()) + " t";
                assertThat(empty.database().sql(rows).query(String.class).single()).as(table.name())
                        .isEqualTo(application.database().sql(rows).query(String.class).single());
            }
            assertThat(empty.bean(LedgerProof.class).prove(null).holds()).isTrue();
            assertThat(load(empty, folder.resolve("feeds"))).as("known already").isEmpty();
            assertThat(load(empty, later.toArray(Path[]::new))).as("came after the backup").isNotEmpty()
                    .allSatisfy(receipt -> assertThat(receipt.accepted()).isPositive());
            assertThatThrownBy(() -> empty.bean(Restore.class).from(file)).isInstanceOf(Failure.class).hasMessageContaining("The database is in use");
        }
    }

    @Test
    void a_damaged_backup_restores_nothing() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        bytes[bytes.length / 3] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.zip"), bytes);
        Path other = Files.writeString(folder.resolve("other.zip"), "no zip at all");
        try (TestApplication empty = TestApplication.start()) {
            for (Path bad : List.of(cut, flipped, other, folder.resolve("missing.zip"))) {
                assertThatThrownBy(() -> empty.bean(Restore.class).from(bad)).as(bad.toString())
                        .isInstanceOf(Failure.class).hasMessageContaining("estore").matches(e -> ((Failure) e).category().exitCode() >= 3);
            }
            assertThat(empty.database().sql("select count(*) from account").query(Long.class).single()).isZero();
            assertThat(empty.bean(Restore.class).from(file).rows()).as("a good one is still welcome").isPositive();
        }
    }

    @Test
    void a_backup_of_an_older_schema_is_brought_up_to_date_with_its_rows() {
        DataSource old = TestDatabase.fresh().dataSource();
        MigrationInfo[] applied = Flyway.configure().dataSource(old).locations("classpath:sql/migrations").load().info().applied();
        String older = applied[applied.length - 3].getVersion().getVersion();
        Schema.clean(old);
        Schema.migrate(old, older);
        JdbcClient.create(old).sql("""
                insert into account (account_id, name, time_zone, currency, known)
                values ('acme', 'Acme', 'Europe/Berlin', 'USD', true)""").update();
        Path backup = folder.resolve("older.zip");
        new Backup(old, Clock.systemUTC(), new BackupSettings(null, null)).to(backup);

        try (TestApplication empty = TestApplication.start()) {
            Restore.Restored restored = empty.bean(Restore.class).from(backup);

            assertThat(restored.from()).isEqualTo(older);
            assertThat(restored.to()).isEqualTo(applied[applied.length - 1].getVersion().getVersion());
            assertThat(empty.database().sql("select name from account").query(String.class).list()).containsExactly("Acme");
        }
    }

    @Test
    void an_encrypted_backup_shows_nothing_and_is_restored_with_its_passphrase_alone() throws Exception {
        Path locked = folder.resolve("backups/locked.zip.enc");
        DataSource source = application.bean(DataSource.class);
        BackupSettings ours = new BackupSettings("correct horse battery", null);
        Backup.Taken taken = new Backup(source, Clock.systemUTC(), ours, 10).to(locked);
        byte[] bytes = Files.readAllBytes(locked);

        assertThat(taken.isEncrypted()).isTrue();
        assertThat(Backup.isEncrypted(locked)).isTrue();
        assertThat(Backup.isEncrypted(file)).isFalse();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("tables/", "ledger_entry", Contents.ENTRY);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as("where it is not encrypted").contains("tables/ledger_entry.copy");

        DataSource empty = TestDatabase.fresh().dataSource();
        for (BackupSettings wrong : List.of(new BackupSettings(null, null), new BackupSettings("Correct horse battery", null))) {
            assertThatThrownBy(() -> new Restore(empty, wrong).from(locked)).isInstanceOf(Failure.class).hasMessageContaining("Nothing was restored");
        }
        Path cut = Files.write(folder.resolve("cut.zip.enc"), Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> new Restore(empty, ours).from(cut)).isInstanceOf(Failure.class).hasMessageContaining("damaged or cut off");
        assertThat(JdbcClient.create(empty).sql("select count(*) from account").query(Long.class).single()).isZero();

        assertThat(new Restore(empty, ours).from(locked).rows()).isEqualTo(taken.rows());
        String entries = "select md5(string_agg(e::text, chr(10) order by entry_id)) from ledger_entry e";
        assertThat(JdbcClient.create(empty).sql(entries).query(String.class).single())
                .isEqualTo(application.database().sql(entries).query(String.class).single());
    }

    @Test
    void a_partition_that_came_meanwhile_is_no_part_of_the_backup() throws IOException {
        DataSource source = TestDatabase.freshDataSource();
        Interrupted interrupted = new Interrupted(source, () -> new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(status -> {
            JdbcClient database = JdbcClient.create(source);
            database.sql("select new_ledger_partition(1)").query((row, n) -> "").single();
            copyFrozen(source, "copy ledger_entry_1 (entry_id, occurred_at, quantity_micros, amount_micros, account_key, load_id, line_no, service_key, type, status, version,"
                    + " transaction_id, seal) from stdin (freeze)", "10000000000\t2026-03-01\t1\t1\t1\t1\t1\t1\t2\t1\t1\tT1\t\\\\x00\n");
            database.sql("select attach_ledger_partition(1)").query((row, n) -> "").single();
        }));
        Path backup = folder.resolve("meanwhile.zip");
        new Backup(interrupted, Clock.systemUTC(), new BackupSettings(null, null)).to(backup);

        assertThat(JdbcClient.create(source).sql("select count(*) from ledger_entry").query(Long.class).single()).isEqualTo(1);
        assertThat(contents(backup).partitions()).containsExactly(0L);
        assertThat(contents(backup).tables()).filteredOn(table -> table.name().equals("ledger_entry")).extracting(Contents.Table::rows).containsExactly(0L);
    }

    private static Contents contents(Path file) throws IOException {
        return BackupFile.of(file, null).proven();
    }

    private static void copyFrozen(DataSource source, String copy, String rows) {
        try {
            DataSourceUtils.getConnection(source).unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(rows));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Receipt> load(TestApplication into, Path... files) {
        return into.bean(Intake.class).load(List.of(files), null, 0, parameters -> into.bean(Runs.class).start("load", parameters)).stream()
                .filter(receipt -> receipt.state() == Receipt.State.LOADED && !receipt.again()).toList();
    }
}
