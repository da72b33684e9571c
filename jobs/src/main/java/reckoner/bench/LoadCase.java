package reckoner.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One way of loading, and how long it took in each round. */
final class LoadCase {

    private final String name;
    private final long rows;
    private final List<Long> nanos = new ArrayList<>();

    LoadCase(String name, long rows) {
        this.name = name;
        this.rows = rows;
    }

    String name() {
        return name;
    }

    void measure(Runnable work) {
        long started = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - started);
    }

    boolean isEmpty() {
        return nanos.isEmpty();
    }

    long medianNanos() {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    BigDecimal median() {
        return seconds(medianNanos());
    }

    BigDecimal fastest() {
        return seconds(Collections.min(nanos));
    }

    BigDecimal slowest() {
        return seconds(Collections.max(nanos));
    }

    long rowsPerSecond() {
        return BigDecimal.valueOf(rows).scaleByPowerOfTen(9).divide(BigDecimal.valueOf(medianNanos()), 0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Median wall time as a multiple of the other's. */
    BigDecimal times(LoadCase other) {
        return BigDecimal.valueOf(medianNanos()).divide(BigDecimal.valueOf(other.medianNanos()), 3, RoundingMode.HALF_UP);
    }

    /** Median wall time of a row as a multiple of the other's. */
    BigDecimal perRow(LoadCase other) {
        return BigDecimal.valueOf(medianNanos()).multiply(BigDecimal.valueOf(other.rows))
                .divide(BigDecimal.valueOf(other.medianNanos()).multiply(BigDecimal.valueOf(rows)), 3, RoundingMode.HALF_UP);
    }

    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP);
    }
}
