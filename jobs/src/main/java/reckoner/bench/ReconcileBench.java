package reckoner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import reckoner.Failure;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;

/** Times the proof of a sound ledger of many entries, everything and only what is new, beside the obvious ways to do it. */
public final class ReconcileBench {

    private static final int NEW_ENTRIES = 100_000;
    private static final String FULL = "our full run, all checks";
    private static final String WALK = "of it the one pass over the ledger";
    private static final String FRESH = "our run of 100,000 new entries, all checks";
    private static final String SORTED = "lag() with a sort, one connection";
    private static final String COVERED = "lag() over a covering index, one connection";
    private static final String COVERED_BY_TWO = "lag() over a covering index, two connections";

    private final ApplicationContext application;
    private final JdbcTemplate database;
    private final Map<String, List<Long>> millis = new LinkedHashMap<>();

    /** On an application whose ledger is empty. */
    public ReconcileBench(ApplicationContext application) {
        this.application = application;
        this.database = application.getBean(JdbcTemplate.class);
    }

    /** Make the ledger, measure {@code rounds} times, and return Markdown: the figures, and the goals with met or not. */
    public String run(long size, int rounds) {
        if (number("select count(*) from ledger_entry") != 0) {
            throw Failure.command("The ledger here is not empty. A bench makes its own and works only on an empty one. Nothing was changed.");
        }
        BenchLedger ledger = new BenchLedger(database, size);
        database.execute("vacuum (analyze) ledger_entry");
        database.execute("checkpoint");
        PlainQueries plain = new PlainQueries(Objects.requireNonNull(database.getDataSource()));
        for (int round = 0; round < rounds; round++) {
            time(FULL, () -> reconcile(ReconcileRequest.everything().again(), ledger));
            keep(WALK, walkMillis());
            time(SORTED, plain::sorted);
        }
        String slowest = slowestChecks();
        for (int round = 0; round < rounds; round++) {
            ledger.grow(NEW_ENTRIES);
            time(FRESH, () -> reconcile(ReconcileRequest.everything(), ledger));
        }
        String freshSlowest = slowestChecks();
        long indexed = timed(() -> database.execute("""
                create index bench_covering on ledger_entry (account_key, occurred_at, entry_id)
                include (balance_micros, amount_micros, type, status)"""));
        long indexBytes = number("select pg_relation_size('bench_covering')");
        database.execute("vacuum (analyze) ledger_entry");
        long middle = number("select min(account_key) + count(*) / 2 from account");
        for (int round = 0; round < rounds; round++) {
            time(COVERED, plain::covered);
            time(COVERED_BY_TWO, () -> plain.coveredByTwo(middle));
        }
        OptionalLong hledger = other(OtherTools::hledger);
        OptionalLong beancount = other(OtherTools::beancount);
        return """
                | what | median ms | µs an entry |
                |---|---:|---:|
                %s%s%s
                | goal | asked | here | met |
                |---|---:|---:|---|
                %s
                %,d entries of %,d accounts, %d rounds, heap %d MB. Covering index: %,d ms to build, %,d MB.
                Slowest in the full run: %s. In the last run of new entries: %s.
                """.formatted(
                millis.keySet().stream().map(what -> row(what, median(what), what.equals(FRESH) ? NEW_ENTRIES : size)).collect(Collectors.joining()),
                row("hledger check, 100,000 assertions", hledger), row("bean-check, 100,000 assertions", beancount),
                goals(size, hledger, beancount),
                size, ledger.accounts(), rounds, Runtime.getRuntime().maxMemory() >> 20, indexed, indexBytes >> 20, slowest, freshSlowest);
    }

    private String goals(long size, OptionalLong hledger, OptionalLong beancount) {
        long full = median(FULL);
        return goal("lag() with a sort ÷ full run", "≥ 4", median(SORTED), full, ratio -> ratio >= 400)
                + goal("full run ÷ lag() over a covering index", "≤ 2", full, median(COVERED), ratio -> ratio <= 200)
                + goal("run of new entries, s", "< 1", median(FRESH), 1_000, ratio -> ratio < 100)
                + goal("run of new entries, % of a full run", "< 5", median(FRESH) * 100, full, ratio -> ratio < 500)
                + tool("hledger", hledger, full, size)
                + tool("beancount", beancount, full, size)
                + goal("heap, MB", "≤ 256", Runtime.getRuntime().maxMemory() >> 20, 1, ratio -> ratio <= 25_600);
    }

    private static String tool(String name, OptionalLong millis, long full, long size) {
        return millis.isEmpty() ? "| %s ÷ full run, an entry | ≥ 50 | | skipped: %s is not installed |%n".formatted(name, name)
                : goal(name + " ÷ full run, an entry", "≥ 50", millis.getAsLong() * (size / OtherTools.ROWS * 1_000L + size % OtherTools.ROWS / 100),
                        full * 1_000, ratio -> ratio >= 5_000);
    }

    private interface Goal {
        boolean isMet(long hundredths);
    }

    private static String goal(String what, String asked, long dividend, long divisor, Goal goal) {
        long hundredths = dividend * 100 / Math.max(1, divisor);
        return String.format(Locale.ROOT, "| %s | %s | %d.%02d | %s |%n", what, asked, hundredths / 100, hundredths % 100,
                goal.isMet(hundredths) ? "yes" : "no");
    }

    private void reconcile(ReconcileRequest request, BenchLedger ledger) {
        Reconciliations reconciliations = application.getBean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.getBean(Runs.class).start("reconcile", request.parameters(run));
        Reconciliations.Result result = reconciliations.result(run);
        if (result.coverage().entries() != ledger.entries() || !result.discrepancies().isEmpty()) {
            throw new IllegalStateException("a sound ledger of " + ledger.entries() + " entries gave " + result);
        }
    }

    private OptionalLong other(java.util.function.Function<OtherTools, OptionalLong> tool) {
        try {
            Path folder = Files.createTempDirectory("bench");
            try {
                return tool.apply(new OtherTools(folder));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long walkMillis() {
        return number("""
                select sum(extract(epoch from end_time - start_time) * 1000)::bigint
                from batch_step_execution
                where step_name in ('sweep', 'walk')
                  and job_execution_id = (select max(job_execution_id) from batch_step_execution where step_name = 'walk')""");
    }

    private String slowestChecks() {
        return String.join(", ", database.queryForList("""
                select check_name || ' ' || millis || ' ms'
                from reconcile_check
                where run_id = (select max(run_id) from reconcile_run) and millis is not null
                order by millis desc, check_name
                limit 4""", String.class));
    }

    private long number(String sql) {
        Long number = database.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }

    private void time(String what, Runnable work) {
        keep(what, timed(work));
    }

    private void keep(String what, long taken) {
        millis.computeIfAbsent(what, name -> new ArrayList<>()).add(taken);
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private long median(String what) {
        List<Long> taken = Objects.requireNonNull(millis.get(what));
        return taken.stream().sorted().toList().get(taken.size() / 2);
    }

    private static String row(String what, OptionalLong millis) {
        return millis.isPresent() ? row(what, millis.getAsLong(), OtherTools.ROWS) : "| %s | not installed | |%n".formatted(what);
    }

    private static String row(String what, long millis, long entries) {
        long hundredths = millis * 100_000 / entries;
        return String.format(Locale.ROOT, "| %s | %,d | %d.%02d |%n", what, millis, hundredths / 100, hundredths % 100);
    }
}
