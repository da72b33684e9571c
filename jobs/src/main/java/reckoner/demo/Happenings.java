package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invents what happens at one event, or to one account in a month without reference to an event. */
final class Happenings {
    private static final int QUIET_SECONDS_AROUND_MARK = 65;
    private static final List<BigDecimal> COUPONS = List.of(new BigDecimal("49.00"), new BigDecimal("100.00"),
            new BigDecimal("250.00"));

    private final PriceTable prices;
    private final Dice dice;
    private final List<Happening> found = new ArrayList<>();

    private Happenings(PriceTable prices, Dice dice) {
        this.prices = prices;
        this.dice = dice;
    }

    /** Returns what guests do, in no particular order: a rehearsal, the evening's bursts, the marks, perhaps a refund. */
    static List<Happening> at(DemoEvent event, PriceTable prices, long seed) {
        Happenings happenings = new Happenings(prices, new Dice(seed, event.account(), 3, event.number()));
        happenings.evening(event);
        return happenings.found;
    }

    /** Returns an account's few jobs outside events and its coupons in the month that begins on {@code month}. */
    static List<Happening> between(DemoAccount account, LocalDate month, PriceTable prices, long seed) {
        Happenings happenings = new Happenings(prices, new Dice(seed, account.index(), 4, month.toEpochDay()));
        happenings.month(account, month);
        return happenings.found;
    }

    private void evening(DemoEvent event) {
        int seconds = (int) Duration.between(event.start(), event.end()).toSeconds();
        for (int i = 0; i < event.photos(); i++) {
            int peak = 900 + (dice.below(seconds - 1200) + dice.below(seconds - 1200)) / 2;
            photo(event, event.start().plusSeconds(peak));
        }
        found.removeIf(happening -> isNearMark(event, happening.at()) || !happening.at().isBefore(event.end()));
        job(event, event.start().plusSeconds(dice.between(120, 480)), engine(event.menu(), event.start()), false);
        for (DemoEvent.Mark mark : event.marks()) {
            Service service = mark.service() != null && prices.isPriced(mark.service(), mark.at())
                    ? mark.service() : engine(event.menu(), mark.at());
            job(event, mark.at(), service, false);
        }
        if (!event.marks().isEmpty()) {
            found.add(new Happening.TopUp(event.marks().get(0).at().minusSeconds(600)));
        }
        if (dice.oneIn(3)) {
            found.add(new Happening.Refund(event.start().plusSeconds(seconds * 3L / 4), event));
        }
    }

    private void photo(DemoEvent event, Instant at) {
        Service engine = engine(event.menu(), at);
        boolean failed = dice.oneIn(event.oneFailsIn());
        job(event, at, engine, failed);
        if (failed) {
            job(event, at.plusSeconds(dice.between(15, 50)), engine, false);
        } else if (dice.oneIn(6)) {
            // Two elements on one photo: the same engine, second and amount, and still two charges.
            job(event, at, engine, false);
        } else if (dice.oneIn(6)) {
            job(event, at.plusSeconds(dice.below(3)), engine(event.menu(), at), false);
        }
        if (event.menu().contains(Service.SMS) && dice.oneIn(4)) {
            job(event, at.plusSeconds(dice.between(5, 25)), Service.SMS, false);
        }
    }

    private void job(@Nullable DemoEvent event, Instant at, Service service, boolean failed) {
        found.add(new Happening.Job(at, event, service, dice.pick(service.quantities), failed, dice.oneIn(2)));
    }

    /** Mostly the first engine of the menu; a free choice where none of the menu has a price yet or any more. */
    private Service engine(List<Service> menu, Instant at) {
        List<Service> priced = menu.stream().filter(service -> service != Service.SMS && prices.isPriced(service, at)).toList();
        if (priced.isEmpty()) {
            return Service.BACKGROUND;
        }
        return dice.oneIn(2) ? priced.get(0) : dice.pick(priced);
    }

    private static boolean isNearMark(DemoEvent event, Instant at) {
        return event.marks().stream()
                .anyMatch(mark -> Duration.between(mark.at(), at).abs().toSeconds() <= QUIET_SECONDS_AROUND_MARK);
    }

    private void month(DemoAccount account, LocalDate month) {
        int jobs = dice.below(4);
        for (int i = 0; i < jobs; i++) {
            job(null, someDaytime(account, month), engine(List.of(Service.BACKGROUND, Service.DRAW_ME, Service.GPT_IMAGE),
                    month.atStartOfDay(account.zone()).toInstant()), false);
        }
        if (dice.oneIn(8)) {
            found.add(new Happening.Coupon(someDaytime(account, month), dice.pick(COUPONS)));
        }
    }

    private Instant someDaytime(DemoAccount account, LocalDate month) {
        return month.plusDays(dice.between(1, 26)).atTime(dice.between(9, 15), dice.below(60), dice.below(60))
                .atZone(account.zone()).toInstant();
    }
}
