package reckoner.statement;

import java.time.Instant;
import java.util.List;

/** State what reconciliation found, as of an instant; "could not check" never reads as "agrees". */
public record Verdict(
        Outcome outcome, Instant asOf, List<String> checksRun, List<CheckNotRun> checksNotRun, List<Finding> findings) {

    /** Say how reconciliation ended. */
    public enum Outcome {
        AGREES,
        DISCREPANCIES,
        NOT_CHECKED
    }

    public Verdict {
        checksRun = List.copyOf(checksRun);
        checksNotRun = List.copyOf(checksNotRun);
        findings = List.copyOf(findings);
        boolean consistent = switch (outcome) {
            case AGREES -> !checksRun.isEmpty() && findings.isEmpty();
            case DISCREPANCIES -> !findings.isEmpty();
            case NOT_CHECKED -> checksRun.isEmpty() && findings.isEmpty();
        };
        if (!consistent) {
            throw new IllegalArgumentException("verdict " + outcome + " with " + checksRun.size() + " checks run and "
                    + findings.size() + " findings contradicts itself");
        }
    }

    /** Return the verdict of an account that nobody has reconciled. */
    public static Verdict notChecked(Instant asOf, String reason) {
        return new Verdict(Outcome.NOT_CHECKED, asOf, List.of(), List.of(new CheckNotRun("reconciliation", reason)), List.of());
    }
}
