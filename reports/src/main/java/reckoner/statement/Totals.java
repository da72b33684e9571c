package reckoner.statement;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Sum the movements of lines by kind; used and expired are magnitudes, the others signed.
 *
 * @param failedCharges what failed entries moved although they should not have
 * @param corrections of earlier periods, signed
 * @param useCount lines of kind USE
 * @param failedCount lines of kind FAILED
 */
public record Totals(
        BigDecimal purchased,
        BigDecimal coupons,
        BigDecimal refunds,
        BigDecimal adjustments,
        BigDecimal used,
        BigDecimal expired,
        BigDecimal failedCharges,
        BigDecimal unexplained,
        BigDecimal corrections,
        long useCount,
        long failedCount) {

    /** Sum the lines in one pass. */
    public static Totals of(List<StatementLine> lines) {
        BigDecimal[] sums = new BigDecimal[LineKind.values().length];
        Arrays.fill(sums, BigDecimal.ZERO);
        long[] counts = new long[sums.length];
        for (StatementLine line : lines) {
            int kind = line.kind().ordinal();
            sums[kind] = sums[kind].add(line.movement());
            counts[kind]++;
        }
        return new Totals(
                sums[LineKind.PURCHASE.ordinal()],
                sums[LineKind.COUPON.ordinal()],
                sums[LineKind.REFUND.ordinal()],
                sums[LineKind.ADJUSTMENT.ordinal()],
                sums[LineKind.USE.ordinal()].negate(),
                sums[LineKind.EXPIRY.ordinal()].negate(),
                sums[LineKind.FAILED.ordinal()],
                sums[LineKind.UNEXPLAINED.ordinal()],
                sums[LineKind.CORRECTION.ordinal()],
                counts[LineKind.USE.ordinal()],
                counts[LineKind.FAILED.ordinal()]);
    }

    /** Return credits purchased, activated by coupon and refunded, together. */
    public BigDecimal added() {
        return purchased.add(coupons).add(refunds);
    }

    /** Return what all lines together did to the balance, signed. */
    public BigDecimal movement() {
        return added().add(adjustments).subtract(used).subtract(expired).add(failedCharges).add(unexplained).add(corrections);
    }
}
