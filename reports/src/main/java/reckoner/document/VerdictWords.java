package reckoner.document;

import java.time.ZoneId;
import java.util.stream.Collectors;
import reckoner.statement.LedgerHead;
import reckoner.statement.Statement;
import reckoner.statement.Verdict;

/** Put the verdict of reconciliation into words and a colour that only repeats them. */
final class VerdictWords {

    private static final String GREEN = "#14724F";
    private static final String AMBER = "#8F5F00";
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

    /** Say the outcome in one sentence that needs no colour. */
    static String headline(Wording words, Verdict verdict) {
        return switch (verdict.outcome()) {
            case AGREES -> words.say(verdict.checksNotRun().isEmpty() ? "verdict.agrees" : "verdict.part");
            case DISCREPANCIES -> words.count("verdict.found", verdict.findings().size());
            case NOT_CHECKED -> words.say("verdict.not");
        };
    }

    /** The detail of the verdict, and the seal of the ledger behind it. */
    static String detail(Wording words, Statement statement) {
        String detail = detail(words, statement.verdict(), statement.period().zone());
        LedgerHead head = statement.ledgerHead();
        return head == null ? detail : detail + "\n" + words.say("verdict.head", words.whole(head.load()), head.grouped());
    }

    static String detail(Wording words, Verdict verdict, ZoneId zone) {
        String asOf = words.longMoment(verdict.asOf(), zone);
        int ran = verdict.checksRun().size();
        int not = verdict.checksNotRun().size();
        String text = switch (verdict.outcome()) {
            case AGREES, DISCREPANCIES -> words.count(not == 0 ? "verdict.ran" : "verdict.ran.part", ran, asOf, words.whole(not));
            case NOT_CHECKED -> words.say("verdict.none.ran", asOf);
        };
        if (verdict.outcome() == Verdict.Outcome.DISCREPANCIES) {
            text += " " + words.say("verdict.listed");
        }
        if (not > 0) {
            text += " " + words.say("verdict.not.checked", verdict.checksNotRun().stream()
                    .map(check -> words.known(words.check(check.check())) + " (" + words.known(check.reason()) + ")")
                    .collect(Collectors.joining(", ")));
        }
        return text;
    }
}
