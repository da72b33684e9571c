package reckoner.document;

import java.time.ZoneId;
import java.util.List;
import reckoner.statement.CauseSum;
import reckoner.statement.CheckResult;
import reckoner.statement.Discrepancy;
import reckoner.statement.Interval;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Lay out the report of a reconciliation as tables, for workbooks. */
final class ReconciliationTables {

    /** Where these columns stand among the discrepancies, counted from 0. */
    static final int CHECK = 1;
    static final int SEVERITY = 2;
    static final int DIFFERENCE = 10;
    static final int CAUSE = 11;
    static final int STATE = 3;

    private ReconciliationTables() {}

    static Table checks(List<CheckResult> checks) {
        return Table.of("Checks", List.of(Column.left("Check", 26), Column.left("Severity", 10), Column.left("Outcome", 18),
                Column.left("What it proves", 60), Column.left("Why it could not be made", 40), Column.right("Found", 10)),
                checks.stream().map(c -> List.of(Cell.text(c.name()), Cell.text(c.severity()), Cell.text(outcome(c)),
                        Cell.text(c.proves()), Cell.text(c.reason()),
                        c.outcome() == CheckResult.Outcome.NOT_RUN ? Cell.EMPTY : Cell.whole(c.found()))).toList());
    }

    private static String outcome(CheckResult check) {
        return switch (check.outcome()) {
            case AGREES -> "agrees";
            case DISCREPANCIES -> "discrepancies";
            case NOT_RUN -> "NOT CHECKED";
        };
    }

    static Table byCause(List<CauseSum> sums) {
        return Table.of("By cause", List.of(Column.left("Likely cause", 28), Column.right("Found", 10), Column.right("Differences", 15),
                Column.right("Net", 15), Column.right("Share", 10)),
                sums.stream().map(s -> List.of(Cell.text(s.cause()), Cell.whole(s.count()), Cell.money(s.amount()), Cell.money(s.net()),
                        Cell.percent(s.share()))).toList());
    }

    static Table overTime(List<Interval> intervals) {
        return Table.of("Over time", List.of(Column.left("Interval", 14), Column.right("Discrepancies", 14), Column.right("Differences", 15)),
                intervals.stream().map(i -> List.of(Cell.text(i.label()), Cell.whole(i.count()), Cell.money(i.amount()))).toList());
    }

    static Table discrepancies(List<Discrepancy> all, ZoneId zone) {
        String zoned = zone.getId().equals("Z") ? "UTC" : zone.getId();
        return Table.of("Discrepancies", List.of(Column.right("Number", 9), Column.left("Check", 22), Column.left("Severity", 9),
                Column.left("State", 10), Column.left("Account", 12), Column.left("Event", 12), Column.left("Transaction", 18),
                Column.left("When (" + zoned + ")", 19), Column.right("Expected", 12), Column.right("Actual", 12),
                Column.right("Difference", 12), Column.left("Likely cause", 22), Column.left("Explanation", 56), Column.left("Next step", 46)),
                all.stream().map(d -> List.of(d.number() == null ? Cell.EMPTY : Cell.whole(d.number()), Cell.text(d.check()),
                        Cell.text(d.severity()), Cell.text(d.state()), Cell.text(d.account()), Cell.text(d.event()),
                        Cell.text(d.transaction()), Cell.moment(d.at(), zone), Cell.money(d.expected()), Cell.money(d.actual()),
                        Cell.money(d.difference()), Cell.text(d.cause()), Cell.text(d.explanation()), Cell.text(d.nextStep()))).toList());
    }
}
