package reckoner.run;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.archive.Archives;
import reckoner.reconcile.Check;
import reckoner.reconcile.Checks;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;

/**
 * Archives months: takes them out of the ledger, and lets a reconciliation of everything that is left, which keeps nothing, say whether
 * it finds what was found before. Where it does not, the archive is brought back. After a stop or a kill the same command goes on.
 */
@Component
public class Archiving {

    /** What became of a request: the archive, or null where there was nothing to do, and the accounts that kept something. */
    public record Done(Archives.@Nullable Archive archive, List<Archives.Held> held) {}

    /** Looks at everything and keeps nothing. */
    private static final ReconcileRequest TRIAL = new ReconcileRequest(List.of(), null, null, null, true, null, null, true);

    private final Runs runs;
    private final Archives archives;
    private final Checks checks;
    private final Reconciliations reconciliations;
    private final JdbcClient database;
    private final Clock clock;

    Archiving(Runs runs, Archives archives, Checks checks, Reconciliations reconciliations, JdbcClient database, Clock clock) {
        this.runs = runs;
        this.archives = archives;
        this.checks = checks;
        this.reconciliations = reconciliations;
        this.database = database;
        this.clock = clock;
    }

    /** What would be archived; fails where it may not be. */
    public Archives.Plan plan(YearMonth before) {
        requirePast(before);
        return archives.plan(before, spanning());
    }

    /** Archive what occurred before a month, into a folder below {@code place}; finishes what an earlier call began. */
    public Done archive(YearMonth before, Path place) {
        requirePast(before);
        return runs.exclusively("archive --before " + before, () -> {
            Archives.Archive unfinished = archives.unfinished().orElse(null);
            if (unfinished != null) {
                finish(unfinished.id());
                if (unfinished.month().equals(before.toString())) {
                    return new Done(archives.get(unfinished.id()), List.of());
                }
            }
            Archives.Plan plan = archives.plan(before, spanning());
            if (plan.isNothing()) {
                return new Done(null, plan.held());
            }
            int archive = archives.begin(before, place);
            finish(archive);
            return new Done(archives.get(archive), plan.held());
        });
    }

    /** Bring an archive back from its files in {@code folder}. */
    public void bringBack(Archives.Archive archive, Path folder) {
        runs.exclusively("load " + folder, () -> {
            archives.requireNewest(archive);
            return runs.start(Archives.RETURN_JOB, archives.parameters(archive.id(), folder, List.of()));
        });
    }

    private void finish(int archive) {
        try {
            runs.start(Archives.JOB, archives.parameters(archive, null, spanning()));
        } catch (RuntimeException e) {
            giveUp(archive, e);
            throw e;
        }
        Set<String> before = known();
        long run = reconciliations.register(TRIAL);
        runs.start("reconcile", TRIAL.parameters(run));
        Set<String> after = new TreeSet<>();
        reconciliations.result(run).discrepancies().forEach(d -> after.add(words(d.check(), d.account(), d.transaction(), d.usage(), d.payment(),
                d.occurredAt(), d.expected(), d.actual(), d.cause())));
        if (!before.equals(after)) {
            Archives.Archive own = archives.get(archive);
            runs.start(Archives.RETURN_JOB, archives.parameters(archive, Path.of(own.folder()), List.of()));
            throw Failure.environment("Without these months a reconciliation finds something else than before (%s). They were brought back, nothing was changed; the files are in %s. Choose an earlier month."
                    .formatted(difference(before, after), own.folder()));
        }
        archives.settle(archive);
    }

    private void giveUp(int archive, RuntimeException why) {
        try {
            boolean isBusy = why instanceof Failure failure && failure.category() == Failure.Category.BUSY;
            if (!isBusy && archives.get(archive).state().equals("writing")) {
                archives.giveUp(archive);
            }
        } catch (RuntimeException e) {
            // The database is away: the next start finds it as it is, and finishes it.
            why.addSuppressed(e);
        }
    }

    /** What the newest reconciliation of the whole ledger found. */
    private Set<String> known() {
        Set<String> known = new TreeSet<>();
        database.sql("""
                        select d.check_name, a.account_id, d.transaction_id, d.usage_id, d.payment_id, d.occurred_at, d.expected, d.actual, d.cause
                        from discrepancy d
                        left join account a using (account_key)
                        where d.last_run = (select max(run_id) from reconcile_run where whole_ledger and not dry_run and finished_at is not null)""")
                .query(row -> {
                    known.add(words(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                            row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant(), row.getBigDecimal(7), row.getBigDecimal(8), row.getString(9)));
                });
        return known;
    }

    private static String words(@Nullable Object... of) {
        StringBuilder words = new StringBuilder();
        for (@Nullable Object one : of) {
            words.append(words.isEmpty() ? "" : " ").append(one instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : one);
        }
        return words.toString();
    }

    private static String difference(Set<String> before, Set<String> after) {
        for (String one : before) {
            if (!after.contains(one)) {
                return "no more: " + one;
            }
        }
        return "new: " + after.stream().filter(one -> !before.contains(one)).findFirst().orElse("");
    }

    private List<String> spanning() {
        return checks.all().stream().filter(Check::spansEntries).map(Check::name).toList();
    }

    private void requirePast(YearMonth before) {
        if (before.atDay(1).isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw Failure.command("%s has not begun. Nothing was archived. Name a month up to %s.".formatted(before,
                    YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))));
        }
    }
}
