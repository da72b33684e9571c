package reckoner.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/**
 * Makes one finding of the breaks that entries leave which are whole themselves but stand in the wrong place: their instants
 * are off, so that they break the chain where they are missing and where they are; or they are in another account's ledger.
 * Works on {@code chain_finding} of one run, after the walk and before the checks.
 */
final class Misplaced {

    private final JdbcClient database;
    private final long run;

    Misplaced(JdbcClient database, long run) {
        this.database = database;
        this.run = run;
    }

    /** Breaks of one account that lie near enough to each other to have one cause, with the balance reached before each. */
    private record Cluster(int account, Instant firstAt, Instant lastAt, List<Long> entries, List<Long> beforesMicros) {}

    void settle() {
        clusters().forEach(this::settle);
        apply("swapped");
        apply("moved_accounts");
    }

    private List<Cluster> clusters() {
        return database.sql(SqlText.of("misplaced", "clusters"))
                .param("run", run)
                .param("far", ShiftedRun.FARTHEST.toSeconds() + " seconds")
                .query((row, n) -> new Cluster(row.getInt("account_key"), row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                        List.of((Long[]) row.getArray("entries").getArray()), List.of((Long[]) row.getArray("befores").getArray())))
                .list();
    }

    private void settle(Cluster cluster) {
        List<ShiftedRun.Step> steps = stretch(cluster);
        Set<Long> explained = new HashSet<>();
        for (int i = 0; i < cluster.entries().size(); i++) {
            long broken = cluster.entries().get(i);
            if (!explained.contains(broken)) {
                ShiftedRun.of(steps, broken, cluster.beforesMicros().get(i)).ifPresent(shifted -> {
                    replace(cluster, shifted);
                    explained.addAll(shifted.within());
                });
            }
        }
    }

    private List<ShiftedRun.Step> stretch(Cluster cluster) {
        return database.sql(SqlText.of("misplaced", "stretch"))
                .param("account", cluster.account())
                .param("from", Evidence.utc(cluster.firstAt()))
                .param("to", Evidence.utc(cluster.lastAt()))
                .param("beside", ShiftedRun.BESIDE)
                .param("most", ShiftedRun.LONGEST)
                .query((row, n) -> new ShiftedRun.Step(row.getLong("entry_id"), row.getString("transaction_id"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getLong("balance_micros"),
                        EntryStatus.ofCode(row.getInt("status")) == EntryStatus.SUCCESS
                                ? EntryType.ofCode(row.getInt("type")).effect(row.getLong("amount_micros")) : 0))
                .list();
    }

    private void replace(Cluster cluster, ShiftedRun shifted) {
        database.sql(SqlText.of("misplaced", "replace"))
                .param("run", run)
                .param("account", cluster.account())
                .param("entries", shifted.entries().stream().map(ShiftedRun.Step::entryId).toArray(Long[]::new))
                .param("within", shifted.within().toArray(Long[]::new))
                .param("first", shifted.entries().get(0).entryId())
                .param("balance", shifted.entries().get(0).balanceMicros())
                .param("explanation", explanation(shifted))
                .update();
    }

    private static String explanation(ShiftedRun shifted) {
        List<ShiftedRun.Step> entries = shifted.entries();
        String what = entries.size() == 1
                ? "The time of %s is wrong".formatted(entries.get(0).transactionId())
                : "The times of %d entries, from %s to %s, are wrong".formatted(entries.size(), entries.get(0).transactionId(),
                        entries.get(entries.size() - 1).transactionId());
        String where = shifted.before().map(b -> " after " + b.transactionId()).orElse("")
                + shifted.after().map(a -> " before " + a.transactionId()).orElse("");
        return "%s: by its balance the place is%s, so they are at least %s too %s%s. No money is missing.".formatted(what, where,
                hours(shifted.least()), shifted.late() ? "late" : "early",
                shifted.zoneDifference().map(zone -> "; %s would be a mistaken time zone".formatted(hours(zone))).orElse(""));
    }

    private static String hours(Duration duration) {
        return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    private void apply(String name) {
        database.sql(SqlText.of("misplaced", name)).param("run", run).update();
    }
}
