package reckoner.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sum the discrepancies of one likely cause.
 *
 * @param amount sum of the differences as magnitudes, so that a loss never hides behind a gain
 * @param net sum of the differences with their signs
 * @param share percentage of the amounts of all causes, one decimal
 */
public record CauseSum(String cause, long count, BigDecimal amount, BigDecimal net, BigDecimal share) {

    /** Group by cause, the largest amount first, then the most, then by name. */
    static List<CauseSum> of(List<Discrepancy> discrepancies) {
        Map<String, CauseSum> sums = new LinkedHashMap<>();
        for (Discrepancy d : discrepancies) {
            sums.merge(d.cause(), new CauseSum(d.cause(), 1, d.difference().abs(), d.difference(), BigDecimal.ZERO), CauseSum::plus);
        }
        List<CauseSum> sorted = new ArrayList<>(sums.values());
        sorted.sort(Comparator.comparing(CauseSum::amount).reversed()
                .thenComparing(Comparator.comparing(CauseSum::count).reversed())
                .thenComparing(CauseSum::cause));
        List<BigDecimal> shares = Share.of(sorted.stream().map(CauseSum::amount).toList());
        for (int i = 0; i < sorted.size(); i++) {
            CauseSum sum = sorted.get(i);
            sorted.set(i, new CauseSum(sum.cause, sum.count, sum.amount, sum.net, shares.get(i)));
        }
        return List.copyOf(sorted);
    }

    private CauseSum plus(CauseSum other) {
        return new CauseSum(cause, count + other.count, amount.add(other.amount), net.add(other.net), share);
    }
}
