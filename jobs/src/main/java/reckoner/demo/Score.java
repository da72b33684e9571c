package reckoner.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was planted with what was found.
 *
 * @param rows one for each planted discrepancy, in the order of planting
 * @param falseAlarms what was found and not planted
 */
public record Score(List<Row> rows, List<Found> falseAlarms) {

    /** What a check reported. */
    public record Found(String check, @Nullable String account, @Nullable String transaction, BigDecimal difference, String cause) {}

    /**
     * @param found the report of it, null where it was missed
     * @param exact whether difference and cause are right as well
     */
    public record Row(Planted planted, @Nullable Found found, boolean exact) {}

    /** Each planted discrepancy takes the report with its check, account and transaction; what is left is a false alarm. */
    public static Score of(List<Planted> planted, List<Found> found) {
        List<Found> left = new ArrayList<>(found);
        List<Row> rows = new ArrayList<>();
        for (Planted one : planted) {
            Found match = left.stream()
                    .filter(f -> f.check().equals(one.check()) && one.account().equals(f.account())
                            && (one.transaction() == null || one.transaction().equals(f.transaction())))
                    .findFirst()
                    .orElse(null);
            if (match != null) {
                left.remove(match);
            }
            rows.add(new Row(one, match, match != null && match.cause().equals(one.cause()) && sameDifference(one, match)));
        }
        return new Score(List.copyOf(rows), List.copyOf(left));
    }

    /** True where everything planted was found, with the right amount and cause, and nothing else. */
    public boolean isPerfect() {
        return falseAlarms.isEmpty() && rows.stream().allMatch(Row::exact);
    }

    private static boolean sameDifference(Planted planted, Found found) {
        return planted.difference() == null || planted.difference().compareTo(found.difference()) == 0;
    }
}
