package reckoner.document;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import reckoner.statement.Bucket;
import reckoner.statement.EngineUse;
import reckoner.statement.EventUse;
import reckoner.statement.Finding;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Lay out the summaries of a statement as tables, for workbooks. */
final class UseTables {

    /** Where credits used stand by engine, counted from 0. */
    static final int ENGINE_AMOUNT = 5;
    /** Where credits used stand by event, counted from 0. */
    static final int EVENT_AMOUNT = 3;

    private UseTables() {}

    static Table byEngine(List<EngineUse> uses) {
        return Table.of("By engine", List.of(Column.left("Engine", 28), Column.right("Activities", 12), Column.right("Quantity", 12),
                Column.right("Lowest price", 14), Column.right("Highest price", 14), Column.right("Credits used", 15),
                Column.right("Share", 10)), uses.stream().map(UseTables::row).toList());
    }

    static Table byEvent(List<EventUse> uses) {
        return Table.of("By event", List.of(Column.left("Event id", 16), Column.left("Event", 48), Column.right("Activities", 12),
                Column.right("Credits used", 15), Column.right("Share", 10)), uses.stream().map(UseTables::row).toList());
    }

    static Table timeline(List<Bucket> buckets, ZoneId zone) {
        return Table.of("Timeline", List.of(Column.left("Interval", 22), Column.left("Starts (" + zone.getId() + ")", 22),
                Column.right("Activities", 12), Column.right("Credits used", 15), Column.right("Credits added", 15)),
                buckets.stream().map(bucket -> row(bucket, zone)).toList());
    }

    static Table findings(List<Finding> findings) {
        return Table.of("Findings", List.of(Column.left("Id", 10), Column.left("Check", 26), Column.left("Transaction", 18),
                Column.right("Difference", 13), Column.left("Likely cause", 24), Column.left("Explanation", 90)),
                findings.stream().map(UseTables::row).toList());
    }

    private static List<Cell> row(EngineUse use) {
        return List.of(Cell.text(use.engine()), Cell.whole(use.count()), Cell.quantity(use.quantity()), Cell.money(use.lowestPrice()),
                Cell.money(use.highestPrice()), Cell.money(use.amount()), Cell.percent(use.share()));
    }

    private static List<Cell> row(EventUse use) {
        return List.of(Cell.text(use.eventId()), Cell.text(use.name()), Cell.whole(use.count()), Cell.money(use.amount()),
                Cell.percent(use.share()));
    }

    private static List<Cell> row(Bucket bucket, ZoneId zone) {
        return List.of(Cell.text(bucket.label()), Cell.moment(bucket.start(), zone), Cell.whole(bucket.activities()),
                Cell.money(bucket.creditsUsed()), Cell.money(bucket.creditsAdded()));
    }

    private static List<Cell> row(Finding finding) {
        return List.of(Cell.text(finding.id()), Cell.text(finding.check()), Cell.text(finding.transactionId()),
                Cell.money(finding.difference()), Cell.text(finding.cause()), Cell.text(finding.explanation()));
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
