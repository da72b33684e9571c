package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds amounts that are wrong in one way only: an amount that could be explained in two ways proves nothing. */
final class OddPrices {
    private static final BigDecimal PLAIN = new BigDecimal("0.03");
    private static final int RECENT_SECONDS = 600;

    private final PriceTable prices;
    private final DemoAccount account;

    OddPrices(PriceTable prices, DemoAccount account) {
        this.prices = prices;
        this.account = account;
    }

    /** Whether two amounts differ by more than roundings and tolerances do. */
    private static boolean isPlain(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(PLAIN) >= 0;
    }

    /** The amount before a change of the last ten minutes. */
    @Nullable BigDecimal old(Happening.Job job) {
        Plan plan = account.planAt(job.at());
        Instant recently = job.at().minusSeconds(RECENT_SECONDS);
        Optional<BigDecimal> before = prices.row(job.service(), plan, recently).map(row -> row.amount(job.quantity()));
        if (before.isEmpty() || account.planAt(recently) != plan || !isPlain(before.get(), amountOn(plan, job))) {
            return null;
        }
        boolean otherPlanPays = Arrays.stream(Plan.values()).anyMatch(other -> amountOn(other, job).equals(before.get()));
        return otherPlanPays ? null : before.get();
    }

    /** The amount after a change of the next ten minutes. */
    @Nullable BigDecimal early(Happening.Job job) {
        Plan plan = account.planAt(job.at());
        Instant soon = job.at().plusSeconds(RECENT_SECONDS);
        Optional<BigDecimal> after = prices.row(job.service(), plan, soon).map(row -> row.amount(job.quantity()));
        if (after.isEmpty() || account.planAt(soon) != plan || !isPlain(after.get(), amountOn(plan, job))) {
            return null;
        }
        boolean otherPlanPays = Arrays.stream(Plan.values()).anyMatch(other -> amountOn(other, job).equals(after.get()));
        return otherPlanPays ? null : after.get();
    }

    /** What another plan pays at that instant, unless the own plan ever paid as much. */
    @Nullable BigDecimal ofOtherPlan(Happening.Job job, BigDecimal amount) {
        List<BigDecimal> own = prices.of(job.service()).stream().filter(row -> row.covers(account.planAt(job.at())))
                .map(row -> row.amount(job.quantity())).toList();
        return Arrays.stream(Plan.values()).map(plan -> amountOn(plan, job))
                .filter(other -> !own.contains(other) && isPlain(other, amount)).findFirst().orElse(null);
    }

    /** An amount that no plan ever paid for as much of any service. */
    BigDecimal notOnAnyList(Happening.Job job, BigDecimal amount) {
        List<BigDecimal> all = prices.all().stream().map(row -> row.amount(job.quantity())).toList();
        BigDecimal odd = amount.add(new BigDecimal("0.37"));
        while (all.contains(odd)) {
            odd = odd.add(new BigDecimal("0.01"));
        }
        return odd;
    }

    /** A service that has prices, but not at that instant. */
    @Nullable Service unpricedAt(Instant at) {
        return Arrays.stream(Service.values()).filter(service -> !prices.isPriced(service, at)).findFirst().orElse(null);
    }

    private BigDecimal amountOn(Plan plan, Happening.Job job) {
        return prices.amount(job.service(), plan, job.quantity(), job.at());
    }
}
