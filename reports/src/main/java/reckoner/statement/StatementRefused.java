package reckoner.statement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Say where and by how much a statement or report does not add up; it then does not exist. */
public final class StatementRefused extends RuntimeException {

    private final String place;
    private final @Nullable BigDecimal expected;
    private final @Nullable BigDecimal actual;

    StatementRefused(String place, String what, @Nullable BigDecimal expected, @Nullable BigDecimal actual) {
        super(place + ": " + what + figures(expected, actual) + " Nothing was made. Reconcile the account, then make it again.");
        this.place = place;
        this.expected = expected;
        this.actual = actual;
    }

    /** Return the document, and the line if it is one line's fault. */
    public String place() {
        return place;
    }

    /** Return the figure that the rest of the document asks for, if figures disagree. */
    public @Nullable BigDecimal expected() {
        return expected;
    }

    /** Return the figure that was stated, if figures disagree. */
    public @Nullable BigDecimal actual() {
        return actual;
    }

    /** Refuse unless two figures are the same amount. */
    static void unlessEqual(String place, String what, BigDecimal expected, BigDecimal actual) {
        if (expected.compareTo(actual) != 0) {
            throw new StatementRefused(place, what, expected, actual);
        }
    }

    private static String figures(@Nullable BigDecimal expected, @Nullable BigDecimal actual) {
        if (expected == null || actual == null) {
            return ".";
        }
        return ": expected " + expected.toPlainString() + ", stated " + actual.toPlainString()
                + ", difference " + actual.subtract(expected).toPlainString() + ".";
    }
}
