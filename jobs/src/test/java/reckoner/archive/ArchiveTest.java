package reckoner.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.activity.Balances;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Archiving;
import reckoner.run.Runs;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;
import reckoner.timeline.TimelineBuild;

/** Months that leave the ledger and come back: who looks finds what was found before. */
class ArchiveTest {

    private static final List<String> BOOKS = List.of("ledger_entry", "usage_record", "payment", "superseded_entry", "account", "load_seal");
    private static final String HEALED = "select count(*) from discrepancy_history where action = 'resolved'";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private static TestApplication application;

    @BeforeAll
    static void closeTwoMonths() throws Exception {
        application = TestApplication.start();
        Path feeds = application.home().root().resolve("feeds");
        DemoWorld.make(new DemoSettings(7, 3, 3, LocalDate.of(2026, 11, 1), true)).writeTo(feeds);
        assertThat(load(feeds)).noneMatch(Receipt::isRefused);
        application.bean(TimelineBuild.class).build(false);
        reconcile(ReconcileRequest.everything());
        application.database().sql("update discrepancy set state = 'accepted' where severity = 'error'").update();
        for (int month = 8; month <= 9; month++) {
            issue(YearMonth.of(2026, month), false);
        }
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void lookAtEverything() {
        reconcile(ReconcileRequest.everything());
    }

    @AfterEach
    void bringBack() {
        List<Archives.Archive> inForce = archives().list().stream().filter(archive -> archive.state().equals("archived")).toList();
        for (int i = inForce.size() - 1; i >= 0; i--) {
            archiving().bringBack(inForce.get(i), Path.of(inForce.get(i).folder()));
        }
    }

    @Test
    void what_leaves_is_missed_by_nobody_and_comes_back_row_for_row() {
        Map<String, String> books = dump(BOOKS);
        List<String> findings = findings(reconcile(ReconcileRequest.everything()));
        List<String> balances = balances();
        List<String> timeline = timeline();
        List<String> shape = shapeOfTheLedger();
        long healed = count(HEALED);

        Archives.Archive archive = archive(OCTOBER);

        assertThat(shapeOfTheLedger()).as("keys, indexes, guards").isEqualTo(shape);

        assertThat(archive.state()).isEqualTo("archived");
        assertThat(archive.entries()).isPositive();
        assertThat(count("select count(*) from ledger_entry e join archived_account x using (account_key) where e.occurred_at < x.before_at")).isZero();
        assertThat(findings(reconcile(ReconcileRequest.everything().again()))).as("in full").isEqualTo(findings);
        assertThat(findings(reconcile(ReconcileRequest.everything()))).as("of what is new").isEqualTo(findings);
        assertThat(count(HEALED)).as("nothing healed").isEqualTo(healed);
        assertThat(balances()).isEqualTo(balances);
        Proof proof = application.bean(LedgerProof.class).prove(null);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.archived()).isEqualTo(archive.entries());
        assertThat(application.bean(ArchiveProof.class).all()).hasSize(1);
        application.bean(TimelineBuild.class).build(true);
        assertThat(timeline()).isEqualTo(timeline);

        archiving().bringBack(archive, Path.of(archive.folder()));

        assertThat(dump(BOOKS)).isEqualTo(books);
        assertThat(findings(reconcile(ReconcileRequest.everything()))).isEqualTo(findings);
        assertThat(application.bean(LedgerProof.class).prove(null)).matches(p -> p.holds() && p.archived() == 0);
        application.bean(TimelineBuild.class).build(true);
        assertThat(timeline()).isEqualTo(timeline);
    }

    @Test
    void archives_follow_each_other_and_come_back_in_the_opposite_order() {
        Map<String, String> books = dump(BOOKS);
        List<String> findings = findings(reconcile(ReconcileRequest.everything()));
        Archives.Archive first = archive(YearMonth.of(2026, 9));
        assertThatThrownBy(() -> archive(OCTOBER)).isInstanceOf(Failure.class).hasMessageContaining("Reconcile first: ./run.sh reconcile");
        reconcile(ReconcileRequest.everything());

        Archives.Archive second = archive(OCTOBER);

        assertThat(findings(reconcile(ReconcileRequest.everything().again()))).isEqualTo(findings);
        assertThat(application.bean(LedgerProof.class).prove(null).findings()).isEmpty();
        assertThatThrownBy(() -> archiving().bringBack(first, Path.of(first.folder()))).isInstanceOf(Failure.class)
                .hasMessageContaining("Take that one back first: ./run.sh load " + second.folder());
        archiving().bringBack(second, Path.of(second.folder()));
        assertThat(findings(reconcile(ReconcileRequest.everything()))).isEqualTo(findings);
        archiving().bringBack(first, Path.of(first.folder()));
        assertThat(dump(BOOKS)).isEqualTo(books);
    }

    @Test
    void the_statement_of_the_month_after_is_the_one_that_it_would_have_been() throws Exception {
        issue(OCTOBER, true);
        Map<String, String> drafts = drafts();
        archive(OCTOBER);
        reconcile(ReconcileRequest.everything());

        issue(OCTOBER, true);

        assertThat(drafts()).isEqualTo(drafts).isNotEmpty();
        assertThat(issue(YearMonth.of(2026, 9), false)).as("what was issued is known").allSatisfy(o -> assertThat(o.outcome()).isIn("already issued", "no activity"));
        assertThat(issue(YearMonth.of(2026, 9), true)).anySatisfy(o -> assertThat(o.reason()).contains("2026-09 is archived"));
    }

    @Test
    void a_line_of_an_archived_month_and_an_archived_id_are_refused_with_the_way_out() throws Exception {
        String id = application.database().sql("select transaction_id from ledger_entry e join account using (account_key) where account_id = 'ACC-0001' order by occurred_at limit 1")
                .query(String.class).single();
        archive(OCTOBER);
        Path file = application.home().root().resolve("ledger-late.csv");
        Files.writeString(file, """
                transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance
                late,ACC-0001,,2026-08-10T12:00:00Z,AI Modify (Nano Banana 2),Consume,Success,1,0.08,1.00
                %s,ACC-0001,,2026-10-31T12:00:00Z,AI Modify (Nano Banana 2),Consume,Success,1,0.08,1.00
                """.formatted(id));

        Receipt receipt = load(file).get(0);

        assertThat(receipt.isRefused()).isTrue();
        assertThat(receipt.reasons()).extracting(Object::toString).containsExactly(
                "2: occurred_at '2026-08-10 08:00:00': lies before 2026-10-01, up to where account ACC-0001 is archived."
                        + " Take the archive back first (./run.sh archive --list, ./run.sh load FOLDER), or take the line out",
                "3: transaction_id '" + id + "': is the id of one that is archived."
                        + " Take the archive back first (./run.sh archive --list, ./run.sh load FOLDER), or take the line out");
    }

    @Test
    void a_damaged_or_missing_file_is_named_and_nothing_comes_back() throws Exception {
        Archives.Archive archive = archive(OCTOBER);
        Map<String, String> books = dump(BOOKS);
        Path folder = Path.of(archive.folder());
        Path file = folder.resolve(archives().files(archive.id()).get(0).name());
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);

        assertThatThrownBy(() -> archiving().bringBack(archive, folder)).isInstanceOf(Failure.class).hasMessageContaining(file + " is damaged")
                .matches(e -> ((Failure) e).category() == Failure.Category.INPUT);
        Files.delete(file);
        assertThatThrownBy(() -> application.bean(ArchiveProof.class).all()).isInstanceOf(Failure.class).hasMessageContaining(file + " is not there");

        assertThat(dump(BOOKS)).isEqualTo(books);
        assertThat(archives().get(archive.id()).state()).isEqualTo("archived");
        Files.write(file, whole);
    }

    @Test
    void months_that_are_not_closed_stay() {
        JdbcClient database = application.database();
        assertThatThrownBy(() -> archiving().plan(YearMonth.of(2026, 11))).isInstanceOf(Failure.class).hasMessageContaining("2026-10 of account ACC-000").hasMessageContaining("./run.sh close --month 2026-10");
        int open = database.sql("""
                update discrepancy set state = 'open'
                where discrepancy_id = (select min(discrepancy_id) from discrepancy where severity = 'error' and account_key is not null and occurred_at < '2026-09-15')
                returning discrepancy_id""").query(Integer.class).single();
        assertThatThrownBy(() -> archiving().plan(OCTOBER)).isInstanceOf(Failure.class).hasMessageContaining("1 open discrepancies of severity error before 2026-10-01, beginning with D-" + open);
        database.sql("update discrepancy set state = 'accepted' where discrepancy_id = :id").param("id", open).update();
        assertThatThrownBy(() -> archiving().plan(YearMonth.of(2999, 1))).isInstanceOf(Failure.class).hasMessageContaining("has not begun");
        assertThat(archives().list()).noneMatch(archive -> archive.state().equals("writing"));
    }

    @Test
    void what_reaches_across_the_boundary_keeps_the_month_before_in_the_ledger() {
        JdbcClient database = application.database();
        database.sql("""
                insert into feed_match (feed, account_key, record_id, transaction_id, rule)
                select 'usage', a.account_key, u.usage_id, e.transaction_id, 'own_id'
                from account a
                cross join lateral (select usage_id from usage_record u where u.account_key = a.account_key and u.occurred_at < '2026-10-01' order by u.occurred_at desc limit 1) u
                cross join lateral (select transaction_id from ledger_entry e where e.account_key = a.account_key and e.occurred_at > '2026-10-02' order by e.occurred_at limit 1) e
                where a.account_id = 'ACC-0001'""").update();
        Archives.Plan plan = archiving().plan(OCTOBER);
        assertThat(plan.held()).containsExactly(new Archives.Held("ACC-0001", "2026-09"));
        database.sql("delete from reconcile_memory").update();
    }

    @Test
    void where_a_reconciliation_would_find_something_else_the_months_are_brought_back() {
        JdbcClient database = application.database();
        Map<String, String> books = dump(BOOKS);
        int account = database.sql("""
                insert into discrepancy (identity, check_name, severity, account_key, expected, actual, cause, explanation, state, first_run, last_run, opened_at)
                select 'by hand', 'running_balance', 'warning', account_key, 0, 1, 'by_hand', 'by hand', 'accepted', run, run, now()
                from account cross join (select max(run_id) as run from reconcile_run where whole_ledger and not dry_run) newest
                where account_id = 'ACC-0001'
                returning account_key""").query(Integer.class).single();
        try {
            assertThatThrownBy(() -> archive(OCTOBER)).isInstanceOf(Failure.class)
                    .hasMessageContaining("finds something else than before (no more: running_balance ACC-0001")
                    .hasMessageContaining("They were brought back, nothing was changed");
        } finally {
            database.sql("delete from discrepancy where identity = 'by hand' and account_key = :account").param("account", account).update();
        }
        assertThat(dump(BOOKS)).isEqualTo(books);
        assertThat(archives().list()).noneMatch(archive -> archive.state().equals("removed") || archive.state().equals("archived"));
    }

    @Test
    void an_entry_that_is_changed_behind_archived_ones_is_named() {
        archive(OCTOBER);
        String changed = application.database().sql("""
                        select transaction_id
                        from ledger_entry
                        where entry_id = (select min(e.entry_id) from ledger_entry e where e.entry_id > (select min(last_entry) from archived_stretch))""")
                .query(String.class).single();
        changeAmount(changed, 1);
        try {
            assertThat(application.bean(LedgerProof.class).prove(null).findings()).singleElement().matches(finding -> changed.equals(finding.transaction()));
            assertThat(reconcile(ReconcileRequest.everything()).discrepancies()).filteredOn(d -> d.check().equals("ledger_tampered"))
                    .singleElement().matches(d -> changed.equals(d.transaction()));
        } finally {
            changeAmount(changed, -1);
        }
        assertThat(application.bean(LedgerProof.class).prove(null).holds()).isTrue();
    }

    /** Past the guard, as somebody would who may do everything in the database. */
    private static void changeAmount(String transaction, int cents) {
        inTransaction(() -> {
            application.database().sql("set local session_replication_role = replica").update();
            application.database().sql("update ledger_entry set amount_micros = amount_micros + :more where transaction_id = :id")
                    .param("more", cents * 10_000L).param("id", transaction).update();
        });
    }

    @Test
    void the_files_are_an_ordinary_delivery_for_another_ledger() {
        Archives.Archive archive = archive(OCTOBER);
        try (TestApplication auditor = TestApplication.start()) {
            Runs runs = auditor.bean(Runs.class);

            List<Receipt> receipts = auditor.bean(Intake.class).load(List.of(Path.of(archive.folder())), null, 0, parameters -> runs.start("load", parameters));

            assertThat(receipts).extracting(Receipt::feed).containsExactly("ledger", "usage", "payments");
            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.isRefused()).as(receipt.reasons().toString()).isFalse());
            assertThat(auditor.database().sql("select count(*) from ledger_entry").query(Long.class).single()).isEqualTo(archive.entries());
            assertThat(auditor.database().sql("select count(*) from usage_record").query(Long.class).single()).isEqualTo(archive.usageRecords());
        }
    }

    @Test
    void one_that_died_at_any_step_is_finished_by_the_same_command() throws Exception {
        List<String> findings = findings(reconcile(ReconcileRequest.everything()));
        for (int steps : List.of(0, 2)) {
            int begun = archives().begin(OCTOBER, application.home().root().resolve("archive"));
            Path folder = Files.createDirectories(Path.of(archives().get(begun).folder()));
            Files.writeString(folder.resolve("ledger-before-2026-10-" + begun + ".csv.gz"), "half a fi");
            if (steps == 2) {
                inTransaction(() -> taking().write(begun, List.of()));
                inTransaction(() -> taking().remove(begun));
            }

            Archives.Archive archive = archive(OCTOBER);

            assertThat(archive.id()).isEqualTo(begun);
            assertThat(archive.state()).as("after %d steps", steps).isEqualTo("archived");
            assertThat(application.bean(ArchiveProof.class).all()).hasSize(1);
            assertThat(findings(reconcile(ReconcileRequest.everything()))).isEqualTo(findings);
            bringBack();
            reconcile(ReconcileRequest.everything());
        }
    }

    @Test
    void nothing_of_the_ledger_is_locked_while_files_are_written_and_new_tables_are_made() {
        int begun = archives().begin(OCTOBER, application.home().root().resolve("archive"));
        String locks = """
                select count(*)
                from pg_locks
                where pid = pg_backend_pid()
                  and mode <> 'AccessShareLock'
                  and relation in (select 'ledger_entry'::regclass union select name::regclass from ledger_partition)""";
        inTransaction(() -> {
            taking().write(begun, List.of());
            assertThat(count(locks)).as("while files are written").isZero();
        });
        inTransaction(() -> {
            new Boundaries(application.database()).of(begun);
            LedgerTables tables = new LedgerTables(application.database(), application.bean(PlatformTransactionManager.class));
            tables.buildWithoutLeaving(tables.of(begun));
            assertThat(count(locks)).as("while tables are made").isZero();
        });
        archives().giveUp(begun);
    }

    @Test
    void whoever_reads_the_ledger_is_not_held_up_by_an_archive_that_waits_for_another_reader() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Archives.Archive> waiting;
        try (Connection reader = application.sessionsOfOthers().getConnection(); Connection second = application.sessionsOfOthers().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from ledger_entry");
            waiting = other.submit(() -> archive(OCTOBER));
            for (int i = 0; i < 1_200 && count("select count(*) from pg_locks where relation = 'ledger_entry'::regclass and not granted") == 0; i++) {
                Thread.sleep(50);
            }
            second.createStatement().execute("set lock_timeout = '60s'");
            second.createStatement().execute("select count(*) from ledger_entry");
            assertThat(waiting).isNotDone();
            reader.rollback();
            assertThat(waiting.get(5, TimeUnit.MINUTES).state()).isEqualTo("archived");
        } finally {
            other.shutdown();
        }
    }

    private static void inTransaction(Runnable work) {
        new TransactionTemplate(application.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> work.run());
    }

    private static Taking taking() {
        return application.bean(Taking.class);
    }

    private static Archiving archiving() {
        return application.bean(Archiving.class);
    }

    private static Archives archives() {
        return application.bean(Archives.class);
    }

    private static Archives.Archive archive(YearMonth before) {
        return Objects.requireNonNull(archiving().archive(before, application.home().root().resolve("archive")).archive());
    }

    private static List<Receipt> load(Path... paths) {
        Runs runs = application.bean(Runs.class);
        return application.bean(Intake.class).load(List.of(paths), null, 0, parameters -> runs.start("load", parameters));
    }

    private static Reconciliations.Result reconcile(ReconcileRequest request) {
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        return reconciliations.result(run);
    }

    private static List<String> findings(Reconciliations.Result result) {
        return result.discrepancies().stream().map(Object::toString).sorted().toList();
    }

    private static List<Outcomes.StatementOutcome> issue(YearMonth month, boolean draft) {
        Outcomes outcomes = application.bean(Outcomes.class);
        long request = outcomes.nextRequest();
        application.bean(Runs.class).start(StatementsRequest.JOB, new StatementsRequest(month, List.of(), Set.of(Format.CSV), draft).parameters(request));
        return outcomes.statements(request);
    }

    /** Name and content of every draft there is, without what it says of its own making. */
    private static Map<String, String> drafts() throws IOException {
        try (Stream<Path> files = Files.walk(application.home().out())) {
            Map<String, String> drafts = new TreeMap<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".csv") && file.toString().contains("raft")).toList()) {
                drafts.put(file.getFileName().toString(), Files.readString(file));
            }
            return drafts;
        }
    }

    private static List<String> balances() {
        return application.database().sql("select account_id from account order by 1").query(String.class).list().stream()
                .map(account -> application.bean(Balances.class).of(List.of(account)).toString()).toList();
    }

    private static List<String> timeline() {
        return application.database().sql("select b::text from timeline_bucket b order by 1").query(String.class).list();
    }

    private static Map<String, String> dump(List<String> tables) {
        Map<String, String> dump = new LinkedHashMap<>();
        tables.forEach(table -> dump.put(table, application.database()
                .sql("select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate \"C\")), '') from " + table + " t")
                .query(String.class).single()));
        return dump;
    }

    private static List<String> shapeOfTheLedger() {
        return application.database().sql("""
                        select indexdef || ' ' || indexname from pg_indexes where tablename like 'ledger\\_entry%'
                        union all
                        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text like 'ledger\\_entry%'
                        union all
                        select tgrelid::regclass || ' ' || tgfoid::regproc || ' ' || tgtype from pg_trigger where tgrelid::regclass::text like 'ledger\\_entry%'
                        union all
                        select inhrelid::regclass::text || ' of ' || inhparent::regclass from pg_inherits where inhrelid::regclass::text like 'ledger\\_entry%'
                        order by 1""").query(String.class).list();
    }

    private static long count(String sql) {
        return application.database().sql(sql).query(Long.class).single();
    }
}
