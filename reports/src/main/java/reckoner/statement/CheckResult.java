package reckoner.statement;

import org.jspecify.annotations.Nullable;

/**
 * State what one check said; one that could not run has found nothing and says why.
 *
 * @param proves what the check proves, one sentence
 * @param severity error, warning or info
 * @param reason why it could not run, else null
 */
public record CheckResult(String name, String proves, String severity, Outcome outcome, long found, @Nullable String reason) {

    /** Say how a check ended. */
    public enum Outcome {
        AGREES,
        DISCREPANCIES,
        NOT_RUN
    }

    public CheckResult {
        boolean consistent = switch (outcome) {
            case AGREES -> found == 0 && reason == null;
            case DISCREPANCIES -> found > 0 && reason == null;
            case NOT_RUN -> found == 0 && reason != null && !reason.isBlank();
        };
        if (!consistent) {
            throw new IllegalArgumentException("check " + name + ": " + outcome + " with " + found + " found and reason '" + reason
                    + "' contradicts itself");
        }
    }

    /** Say the outcome in words that cannot be mistaken. */
    public String words() {
        return switch (outcome) {
            case AGREES -> "Agrees";
            case DISCREPANCIES -> found == 1 ? "1 discrepancy" : found + " discrepancies";
            case NOT_RUN -> "NOT CHECKED";
        };
    }
}
