package reckoner.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** Times the first page of the activity log for every filter, from asking the database to the last row, without the page around it. */
final class LogBench {

    private static final int GOAL_MILLIS = 50;
    private static final int PAGE = 51;
    private static final int WARM_UP = 3;

    private final ActivityLog log;
    private final Map<String, ActivityFilter> filters = new LinkedHashMap<>();

    LogBench(ActivityLog log, JdbcTemplate database) {
        this.log = log;
        String event = database.queryForObject("select min(event_id) from event", String.class);
        String transaction = database.queryForObject("select transaction_id from ledger_entry order by occurred_at limit 1", String.class);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        filters.put("none", ActivityFilter.none());
        filters.put("account", filter("B7", null, null, null, null, null));
        filters.put("event", filter(null, event, null, null, null, null));
        filters.put("service", filter(null, null, "Kling", null, null, null));
        filters.put("service that is never used", filter(null, null, "Editorial AI", null, null, null));
        filters.put("type", filter(null, null, null, EntryType.CONSUME, null, null));
        filters.put("type that no entry has", filter(null, null, null, EntryType.ADD, null, null));
        filters.put("status", filter(null, null, null, null, EntryStatus.FAILED, null));
        filters.put("service and status that never meet", filter(null, null, "Sora", null, EntryStatus.FAILED, null));
        filters.put("dates", new ActivityFilter(null, null, null, null, null, DateRange.between(today.minusDays(200), today.minusDays(190)), null));
        filters.put("search: transaction", filter(null, null, null, null, null, transaction));
        filters.put("search: beginning of many", filter(null, null, null, null, null, "TX-A"));
        filters.put("search: service", filter(null, null, null, null, null, "kling"));
        filters.put("search: one event in 25", filter(null, null, null, null, null, "party 3 "));
        filters.put("search: nothing", filter(null, null, null, null, null, "nothing is called so"));
    }

    /** Ask for each page {@code rounds} times; the figures as Markdown. */
    String run(int rounds) {
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Map.Entry<String, ActivityFilter> one : filters.entrySet()) {
                long start = System.nanoTime();
                log.page(one.getValue(), null, PAGE);
                long took = (System.nanoTime() - start) / 1_000;
                if (round >= 0) {
                    micros.computeIfAbsent(one.getKey(), asked -> new ArrayList<>()).add(took);
                }
            }
        }
        StringBuilder table = new StringBuilder("\n| first page of the log, filtered by | median ms | p95 ms | at most %d |\n|---|---:|---:|---|\n".formatted(GOAL_MILLIS));
        micros.forEach((name, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            long p95 = sorted.get((sorted.size() * 95 + 99) / 100 - 1);
            table.append("| %s | %s | %s | %s |%n".formatted(name, PagesBench.millis(sorted.get(sorted.size() / 2)), PagesBench.millis(p95),
                    p95 <= GOAL_MILLIS * 1_000L ? "yes" : "NO"));
        });
        return table.toString();
    }

    private static ActivityFilter filter(@Nullable String account, @Nullable String event, @Nullable String service, @Nullable EntryType type,
            @Nullable EntryStatus status, @Nullable String search) {
        return new ActivityFilter(account, event, service, type, status, DateRange.always(), search);
    }
}
