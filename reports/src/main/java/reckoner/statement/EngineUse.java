package reckoner.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sum what one engine used.
 *
 * @param lowestPrice lowest price of a unit, to six decimals; null if no line had a quantity
 * @param highestPrice highest price of a unit; the same as the lowest when there was one price
 * @param share percentage of all credits used, one decimal
 */
public record EngineUse(
        String engine,
        long count,
        BigDecimal quantity,
        @Nullable BigDecimal lowestPrice,
        @Nullable BigDecimal highestPrice,
        BigDecimal amount,
        BigDecimal share) {

    private static final int PRICE_DECIMALS = 6;

    /** Group the lines of kind USE by engine, the largest amount first. */
    public static List<EngineUse> of(List<StatementLine> lines) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (StatementLine line : lines) {
            if (line.kind() == LineKind.USE) {
                sums.computeIfAbsent(line.engine(), engine -> new Sum()).add(line);
            }
        }
        List<Map.Entry<String, Sum>> sorted = new ArrayList<>(sums.entrySet());
        sorted.sort(Comparator.comparing((Map.Entry<String, Sum> entry) -> entry.getValue().amount).reversed()
                .thenComparing(Map.Entry::getKey));
        List<BigDecimal> shares = Share.of(sorted.stream().map(entry -> entry.getValue().amount).toList());
        List<EngineUse> result = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            result.add(sorted.get(i).getValue().named(sorted.get(i).getKey(), shares.get(i)));
        }
        return List.copyOf(result);
    }

    private static final class Sum {
        private long count;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
        private @Nullable BigDecimal lowest;
        private @Nullable BigDecimal highest;

        void add(StatementLine line) {
            count++;
            quantity = quantity.add(line.quantity());
            amount = amount.subtract(line.movement());
            if (line.quantity().signum() > 0 && line.movement().signum() != 0) {
                BigDecimal price = price(line);
                lowest = lowest == null ? price : lowest.min(price);
                highest = highest == null ? price : highest.max(price);
            }
        }

        // Rounded half up to six decimals, the most that a price may have; only amounts that do not divide are touched.
        private static BigDecimal price(StatementLine line) {
            if (line.quantity().compareTo(BigDecimal.ONE) == 0) {
                return line.amount();
            }
            return line.amount().divide(line.quantity(), PRICE_DECIMALS, RoundingMode.HALF_UP);
        }

        EngineUse named(String engine, BigDecimal share) {
            return new EngineUse(engine, count, quantity, lowest, highest, amount, share);
        }
    }
}
