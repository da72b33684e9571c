package reckoner.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Split 100.0 percent over amounts so that the printed shares add up (largest remainder, Hamilton's method). */
public final class Share {

    private static final int TENTHS = 1000;

    private Share() {}

    /** Return one percentage with one decimal per amount; they sum to 100.0, or are all 0.0 if the amounts sum to nothing. */
    public static List<BigDecimal> of(List<BigDecimal> amounts) {
        BigDecimal total = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0) {
            return amounts.stream().map(amount -> tenths(0)).toList();
        }
        int[] units = new int[amounts.size()];
        List<BigDecimal> remainders = new ArrayList<>(amounts.size());
        int given = 0;
        for (int i = 0; i < units.length; i++) {
            BigDecimal[] parts = amounts.get(i).multiply(BigDecimal.valueOf(TENTHS)).divideAndRemainder(total);
            units[i] = parts[0].intValueExact();
            given += units[i];
            remainders.add(parts[1]);
        }
        // A stable sort: among equal remainders the earlier amount wins, so the result repeats.
        IntStream.range(0, units.length).boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(TENTHS - given)
                .forEach(i -> units[i]++);
        return IntStream.of(units).mapToObj(Share::tenths).toList();
    }

    private static BigDecimal tenths(int units) {
        return BigDecimal.valueOf(units, 1).setScale(1, RoundingMode.UNNECESSARY);
    }
}
