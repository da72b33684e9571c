package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Rows.LedgerRow;

/**
 * Lives one account's life, month by month, in the order of time: what happens is charged at the price in force, and credit is
 * bought when it runs low. The balance never falls below zero unless that is planted.
 */
final class AccountRun {
    private static final BigDecimal RECHARGE_AT = new BigDecimal("10.00");
    private static final BigDecimal RECHARGE = new BigDecimal("100.00");
    private static final BigDecimal LOW = new BigDecimal("25.00");
    private static final BigDecimal ENOUGH_FOR_THE_EVENING = new BigDecimal("60.00");
    private static final List<BigDecimal> PACKS = List.of(new BigDecimal("50.00"), new BigDecimal("100.00"),
            new BigDecimal("250.00"), new BigDecimal("500.00"));
    /** The largest pack brings more credit than it costs: dollars paid and credits added are two figures. */
    private static final BigDecimal BONUS = new BigDecimal("25.00");

    private final DemoSettings settings;
    private final DemoAccount account;
    private final PriceTable prices;
    private final Planter planter;
    private final Book book;
    private final Dice dice;
    private final List<Happening> carried = new ArrayList<>();
    private @Nullable Instant rechargeDue;
    private @Nullable LedgerRow refundable;

    AccountRun(DemoSettings settings, DemoAccount account, PriceTable prices, List<FaultPlan.Due> faults) {
        this.settings = settings;
        this.account = account;
        this.prices = prices;
        this.book = new Book(account, settings.seed());
        this.planter = new Planter(account, prices, book, faults);
        this.dice = new Dice(settings.seed(), account.index(), 5);
    }

    List<Planted> planted() {
        return planter.planted();
    }

    /** Appends what is printed in the UTC month that begins on {@code month}; months must come in order. */
    void play(LocalDate month, Rows rows) {
        book.into(rows);
        Instant end = start(month.plusMonths(1));
        List<Happening> happenings = until(end, month);
        for (int i = 0; i < happenings.size(); i++) {
            Happening happening = happenings.get(i);
            rechargeBy(happening.at());
            if (happening instanceof Happening.Job job) {
                run(job, new Surroundings(happenings, i, book, rechargeDue != null));
            } else if (happening instanceof Happening.Coupon coupon && !planter.isOverdrawing()) {
                book.post(coupon.at(), null, "Coupon", "Coupon", "Success", null, coupon.credits(), coupon.credits());
            } else if (happening instanceof Happening.TopUp topUp && !planter.isOverdrawing()) {
                topUp(topUp.at());
            } else if (happening instanceof Happening.Refund refund && !planter.forbidsRefunds()) {
                refund(refund);
            }
        }
        rechargeBy(end.minusSeconds(1));
    }

    private List<Happening> until(Instant end, LocalDate month) {
        List<Happening> found = new ArrayList<>(carried);
        Instant start = start(month);
        for (DemoEvent event : account.events()) {
            if (!event.start().isBefore(start) && event.start().isBefore(end)) {
                found.addAll(Happenings.at(event, prices, settings.seed()));
            }
        }
        found.addAll(Happenings.between(account, month, prices, settings.seed()));
        found.sort(Comparator.comparing(Happening::at));
        carried.clear();
        found.stream().filter(happening -> !happening.at().isBefore(end)).forEach(carried::add);
        found.removeIf(happening -> !happening.at().isBefore(end));
        return found;
    }

    private void run(Happening.Job job, Surroundings around) {
        BigDecimal amount = prices.amount(job.service(), account.planAt(job.at()), job.quantity(), job.at());
        if (job.failed()) {
            book.fail(job, job.printed() ? amount : new BigDecimal("0.00"), BigDecimal.ZERO);
            return;
        }
        boolean overdraws = book.balance().compareTo(amount) < 0;
        if (overdraws && !planter.overdraw(job, amount, around)) {
            recharge(job.at());
            overdraws = false;
        }
        if (!overdraws && !planter.plant(job, amount, around)) {
            refundable = book.charge(job, amount);
        }
        BigDecimal threshold = account.recharges() ? RECHARGE_AT : LOW;
        if (rechargeDue == null && book.balance().compareTo(threshold) <= 0 && !planter.isOverdrawing()) {
            rechargeDue = job.at().plusSeconds(account.recharges() ? dice.below(3) : dice.between(30, 180));
        }
    }

    private void topUp(Instant at) {
        if (rechargeDue == null && book.balance().compareTo(ENOUGH_FOR_THE_EVENING) < 0) {
            book.buy(at, "Credit purchase", RECHARGE, RECHARGE);
        }
    }

    private void refund(Happening.Refund refund) {
        LedgerRow charged = refundable;
        if (charged != null && refund.event().id().equals(charged.event())
                && Duration.between(charged.at(), refund.at()).toHours() < 2) {
            book.post(refund.at(), charged.event(), charged.service(), "Refund", "Success", null, charged.amount(),
                    charged.amount());
            refundable = null;
        }
    }

    private void rechargeBy(Instant at) {
        if (rechargeDue != null && !rechargeDue.isAfter(at)) {
            recharge(rechargeDue);
        }
    }

    private void recharge(Instant at) {
        rechargeDue = null;
        if (account.recharges()) {
            book.buy(at, "Auto recharge", RECHARGE, RECHARGE);
            return;
        }
        BigDecimal paid = planter.isOverdrawing() ? PACKS.get(0) : dice.pick(PACKS);
        boolean largest = paid.equals(PACKS.get(PACKS.size() - 1));
        book.buy(at, "Credit purchase", paid, largest ? paid.add(BONUS) : paid);
    }

    private static Instant start(LocalDate month) {
        return month.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
