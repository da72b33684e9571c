package reckoner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.seal.ScratchSeal;

/** Times the proof of a sound ledger of many entries: ours, everything and only what is new, and two plain queries. */
public final class ReconcileBench {

    private static final int NEW_ENTRIES = 100_000;
    private static final int ENTRIES_PER_ACCOUNT = 1_000;

    private final ApplicationContext application;
    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private long entries;
    private long accounts;

    /** On an application whose ledger is empty. */
    public ReconcileBench(ApplicationContext application) {
        this.application = application;
        this.database = application.getBean(JdbcTemplate.class);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(
                java.util.Objects.requireNonNull(database.getDataSource())));
    }

    /** Make the ledger, measure {@code rounds} times, and return a Markdown table. */
    public String run(long size, int rounds) {
        if (number("select count(*) from ledger_entry") != 0) {
            throw Failure.command("The ledger here is not empty. A bench makes its own and works only on an empty one. Nothing was changed.");
        }
        accounts = Math.max(20, size / ENTRIES_PER_ACCOUNT);
        prepare();
        grow(size);
        long indexed = timed(() -> database.execute("""
                create index bench_covering on ledger_entry (account_key, occurred_at, entry_id)
                include (balance_micros, amount_micros, type, status)"""));
        long indexBytes = number("select pg_relation_size('bench_covering')");
        database.execute("vacuum (analyze) ledger_entry");
        database.execute("checkpoint");

        List<Long> full = new ArrayList<>();
        List<Long> fullRun = new ArrayList<>();
        List<Long> sorted = new ArrayList<>();
        List<Long> covered = new ArrayList<>();
        List<Long> fresh = new ArrayList<>();
        List<Long> freshRun = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            fullRun.add(timed(() -> reconcile(ReconcileRequest.everything().again())));
            full.add(walkMillis());
            sorted.add(timed(() -> lag("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")));
            covered.add(timed(() -> lag("enable_sort", "enable_incremental_sort", "enable_seqscan")));
        }
        for (int round = 0; round < rounds; round++) {
            grow(NEW_ENTRIES);
            freshRun.add(timed(() -> reconcile(ReconcileRequest.everything())));
            fresh.add(walkMillis());
        }
        long ours = median(full);
        return """
                | what | median ms | against our full walk |
                |---|---:|---:|
                %s%s%s%s%s%s
                %,d entries of %,d accounts, %d rounds, heap %d MB. Covering index: %,d ms to build, %,d MB.
                """.formatted(
                row("our full walk", ours, ours),
                row("our full run, with checks and findings", median(fullRun), ours),
                row("lag() with a sort, one connection", median(sorted), ours),
                row("lag() over a covering index, one connection", median(covered), ours),
                row("our walk of %,d new entries".formatted(NEW_ENTRIES), median(fresh), ours),
                row("our run of %,d new entries".formatted(NEW_ENTRIES), median(freshRun), ours),
                size, accounts, rounds, Runtime.getRuntime().maxMemory() >> 20, indexed, indexBytes >> 20);
    }

    private void prepare() {
        database.execute("""
                insert into service (name, feature, engine) values ('AI Modify (Bench)', 'AI Modify', 'Bench');
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at)
                values ('ledger', 'ledger', 'bench.csv', 'bench', 1, 'loaded', now())""");
        database.update("""
                insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                select 'B' || g, 'Bench ' || g, 'UTC', 'USD', 1000000000000, true
                from generate_series(1, ?) g""", accounts);
    }

    /** More entries, account after account in turn, each cheaper or dearer by a cent and every balance right. */
    private void grow(long more) {
        database.update("""
                insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id,
                  line_no, service_key, type, status, version, transaction_id)
                select g, timestamptz '2020-01-01 00:00Z' + g * interval '1 s', 1000000, (1 + g / a %% 4) * 10000,
                  1000000000000 - 10000 * ((g / a + 1) + (g / a + 1) / 4 * 6 + (g / a + 1) %% 4 * ((g / a + 1) %% 4 - 1) / 2),
                  k.lowest + g %% a, 1, g %% 1000000, 1, 2, 1, 1, 'T' || g
                from generate_series(?, ?) g, (values (?)) as v (a), (select min(account_key) as lowest from account) k
                """.replace("%%", "%"), entries, entries + more - 1, accounts);
        ScratchSeal.seal(database);
        entries += more;
        database.execute("analyze ledger_entry");
    }

    private void reconcile(ReconcileRequest request) {
        Reconciliations reconciliations = application.getBean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.getBean(Runs.class).start("reconcile", request.parameters(run));
        Reconciliations.Result result = reconciliations.result(run);
        if (result.coverage().entries() != entries || !result.discrepancies().isEmpty()) {
            throw new IllegalStateException("a sound ledger of " + entries + " entries gave " + result);
        }
    }

    private long walkMillis() {
        return number("""
                select (extract(epoch from end_time - start_time) * 1000)::bigint
                from batch_step_execution
                where step_name = 'walk'
                order by step_execution_id desc
                limit 1""");
    }

    /** How many entries do not follow from the one before; without the ways to plan it that are named. */
    private void lag(String... without) {
        Long breaks = transaction.execute(status -> {
            database.execute("set local max_parallel_workers_per_gather = 0");
            for (String way : without) {
                database.execute("set local " + way + " = off");
            }
            return number("""
                    select count(*)
                    from (
                      select
                        balance_micros + case when status <> 1 then 0 when type in (2, 6) then amount_micros else -amount_micros end as before,
                        lag(balance_micros) over (partition by account_key order by occurred_at, entry_id) as earlier
                      from ledger_entry
                    ) e
                    where before <> earlier""");
        });
        if (breaks == null || breaks != 0) {
            throw new IllegalStateException("a sound ledger has " + breaks + " breaks");
        }
    }

    private long number(String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    private static String row(String what, long millis, long ours) {
        return String.format(Locale.ROOT, "| %s | %,d | %d.%02d |%n", what, millis, millis / Math.max(1, ours),
                millis * 100 / Math.max(1, ours) % 100);
    }
}
