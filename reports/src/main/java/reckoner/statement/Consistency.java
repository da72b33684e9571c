package reckoner.statement;

import java.math.BigDecimal;
import java.util.List;

/** Check that totals reached by different ways are the same amount; a pair check on the summaries that documents print. */
final class Consistency {

    private Consistency() {}

    static void check(String place, List<StatementLine> lines, List<Bucket> timeline, BigDecimal movement) {
        Totals totals = Totals.of(lines);
        StatementRefused.unlessEqual(place, "totals by kind do not make the movement of the balance", movement, totals.movement());
        BigDecimal byEngine = EngineUse.of(lines).stream().map(EngineUse::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        StatementRefused.unlessEqual(place, "use by engine does not make the credits used", totals.used(), byEngine);
        BigDecimal byEvent = EventUse.of(lines).stream().map(EventUse::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        StatementRefused.unlessEqual(place, "use by event does not make the credits used", totals.used(), byEvent);
        if (!timeline.isEmpty()) {
            checkTimeline(place, totals, timeline);
        }
    }

    private static void checkTimeline(String place, Totals totals, List<Bucket> timeline) {
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal added = BigDecimal.ZERO;
        long activities = 0;
        for (Bucket bucket : timeline) {
            used = used.add(bucket.creditsUsed());
            added = added.add(bucket.creditsAdded());
            activities += bucket.activities();
        }
        StatementRefused.unlessEqual(place, "the timeline's credits used are not those of the lines", totals.used(), used);
        StatementRefused.unlessEqual(place, "the timeline's credits added are not those of the lines", totals.added(), added);
        StatementRefused.unlessEqual(place, "the timeline's activities are not those of the lines",
                BigDecimal.valueOf(totals.useCount() + totals.failedCount()), BigDecimal.valueOf(activities));
    }
}
