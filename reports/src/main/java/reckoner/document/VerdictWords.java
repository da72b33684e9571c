package reckoner.document;

import java.time.ZoneId;
import java.util.stream.Collectors;
import reckoner.statement.Statement;
import reckoner.statement.Verdict;
import reckoner.table.Figures;

/** Put the verdict of reconciliation into words and a colour that only repeats them. */
final class VerdictWords {

    private static final String GREEN = "#14724F";
    private static final String AMBER = "#9A6700";
    private static final String RED = "#B3261E";
    private static final String GREY = "#5B6875";

    private VerdictWords() {}

    static String colour(Verdict verdict) {
        return switch (verdict.outcome()) {
            case AGREES -> verdict.checksNotRun().isEmpty() ? GREEN : AMBER;
            case DISCREPANCIES -> RED;
            case NOT_CHECKED -> GREY;
        };
    }

    /** The detail of the verdict, and the seal of the ledger behind it. */
    static String detail(Statement statement) {
        String detail = detail(statement.verdict(), statement.period().zone());
        return statement.ledgerHead() == null ? detail : detail + "\n" + statement.ledgerHead().words();
    }

    private static String detail(Verdict verdict, ZoneId zone) {
        String asOf = " as of " + Figures.longMoment(verdict.asOf(), zone) + ".";
        String text = switch (verdict.outcome()) {
            case AGREES, DISCREPANCIES -> verdict.coverage() + asOf;
            case NOT_CHECKED -> "No check ran" + asOf;
        };
        if (verdict.outcome() == Verdict.Outcome.DISCREPANCIES) {
            text += " Each is listed below.";
        }
        if (!verdict.checksNotRun().isEmpty()) {
            text += " Not checked: " + verdict.checksNotRun().stream()
                    .map(check -> check.check().replace('_', ' ') + " (" + check.reason() + ")")
                    .collect(Collectors.joining(", ")) + ".";
        }
        return text;
    }
}
