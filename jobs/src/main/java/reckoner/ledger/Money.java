package reckoner.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Credits as whole micro-credits in a {@code long}: 1.00 is 1,000,000. Exact up to 12 digits before the point. */
public final class Money {

    public static final long MICROS = 1_000_000;
    private static final int SCALE = 6;
    private static final long CENT = 10_000;
    /** What a product of two figures in micros has for a cent. */
    private static final long MICROS_TIMES_CENT = MICROS * CENT;

    private Money() {}

    /** Micro-credits of {@code credits}; fails with {@link ArithmeticException} beyond 6 decimals or the range. */
    public static long micros(BigDecimal credits) {
        return credits.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    public static long micros(String credits) {
        return micros(new BigDecimal(credits));
    }

    /** Credits with 2 decimals, or as many more as the value needs: 1.50, 0.0345. */
    public static BigDecimal credits(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        return exact.scale() < 2 ? exact.setScale(2, RoundingMode.UNNECESSARY) : exact;
    }

    /** The same as text, without exponent and without thousands separators. */
    public static String text(long micros) {
        return credits(micros).toPlainString();
    }

    /** {@code unitPrice * quantity}, both in micros, rounded half up to the cent: what a consume of that price costs. */
    public static long charge(long unitPriceMicros, long quantityMicros) {
        long product = unitPriceMicros * quantityMicros;
        if (unitPriceMicros >= 0 && quantityMicros >= 0 && Math.multiplyHigh(unitPriceMicros, quantityMicros) == 0 && product >= 0) {
            long cents = product / MICROS_TIMES_CENT;
            return (product % MICROS_TIMES_CENT * 2 >= MICROS_TIMES_CENT ? cents + 1 : cents) * CENT;
        }
        return BigDecimal.valueOf(unitPriceMicros, SCALE)
                .multiply(BigDecimal.valueOf(quantityMicros, SCALE))
                .setScale(2, RoundingMode.HALF_UP)
                .movePointRight(SCALE)
                .longValueExact();
    }

    /** True where the amount has no part of a cent. */
    public static boolean isWholeCents(long micros) {
        return micros % CENT == 0;
    }
}
