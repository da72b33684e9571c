package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deals one fault of each kind to the accounts, as far apart as there are accounts and months for. */
final class FaultPlan {
    private final DemoSettings settings;
    private final PriceTable prices;
    private final IntFunction<DemoAccount> accounts;
    private final Map<Fault, Integer> holders = new EnumMap<>(Fault.class);
    private final Map<Fault, Instant> from = new EnumMap<>(Fault.class);

    /** A fault to plant at the first suitable entry from {@code from} on. */
    record Due(Fault fault, Instant from) {
    }

    FaultPlan(DemoSettings settings, PriceTable prices, IntFunction<DemoAccount> accounts) {
        this.settings = settings;
        this.prices = prices;
        this.accounts = accounts;
        if (settings.plant()) {
            deal();
        }
    }

    /** Returns what is to be planted in an account. */
    List<Due> of(int account) {
        return holders.entrySet().stream().filter(entry -> entry.getValue() == account).map(Map.Entry::getKey)
                .map(fault -> new Due(fault, from.getOrDefault(fault, settings.from()))).toList();
    }

    /** Returns the accounts to which something was dealt. */
    List<Integer> accounts() {
        return holders.values().stream().distinct().sorted().toList();
    }

    /** Returns the account to which the fault was dealt, if there is one that suits it. */
    OptionalInt holder(Fault fault) {
        Integer holder = holders.get(fault);
        return holder == null ? OptionalInt.empty() : OptionalInt.of(holder);
    }

    /** Deals a fault that did not fit to the next account that suits. */
    void passOn(Fault fault) {
        Integer holder = holders.get(fault);
        if (holder != null) {
            give(fault, holder + 1);
        }
    }

    private void deal() {
        Dice dice = new Dice(settings.seed(), -1);
        int kinds = Fault.values().length;
        int step = Math.max(1, settings.accounts() / kinds);
        int slots = (kinds + settings.accounts() - 1) / settings.accounts();
        int first = dice.below(settings.accounts());
        for (Fault fault : Fault.values()) {
            give(fault, first + fault.ordinal() * step);
            // Within the first 70 of 100 parts of the account's slot, so that a suitable entry still comes.
            long part = (100L * (fault.ordinal() / settings.accounts()) + dice.between(5, 55)) * 70;
            from.put(fault, needsTime(fault) ? settings.from() : settings.at(part, 10_000L * slots));
        }
    }

    private void give(Fault fault, int wanted) {
        IntStream.range(0, settings.accounts()).map(i -> (wanted + i) % settings.accounts())
                .filter(index -> suits(fault, accounts.apply(index), prices)).findFirst()
                .ifPresent(index -> holders.put(fault, index));
    }

    /** Some wait for a rare moment, or for the balance to run out: they may begin at once. */
    private static boolean needsTime(Fault fault) {
        return fault == Fault.OLD_PRICE || fault == Fault.NEW_PRICE_EARLY || fault == Fault.NO_PRICE_AT_TIME || fault == Fault.OVERDRAWN || fault == Fault.AFTER_EVENT;
    }

    private static boolean suits(Fault fault, DemoAccount account, PriceTable prices) {
        if (fault == Fault.OPENING_DIFFERS) {
            return account.statesOpening();
        }
        return switch (fault) {
            case OLD_PRICE -> prices.moments().stream().anyMatch(moment -> isCrossed(account, moment, 0, new OddPrices(prices, account)::old));
            case NEW_PRICE_EARLY ->
                    prices.moments().stream().anyMatch(moment -> isCrossed(account, moment, -1, new OddPrices(prices, account)::early));
            default -> true;
        };
    }

    /** Whether guests of this account are at work while the price changes, and the wrong price can be told from every other. */
    private static boolean isCrossed(DemoAccount account, PriceTable.Moment moment, int seconds,
            Function<Happening.Job, @Nullable BigDecimal> wrong) {
        return moment.service().quantities.stream().allMatch(quantity -> wrong.apply(
                        new Happening.Job(moment.at().plusSeconds(seconds), null, moment.service(), quantity, false, false)) != null)
                && account.events().stream().anyMatch(event -> event.marks().stream()
                        .anyMatch(mark -> mark.service() == moment.service() && mark.at().equals(moment.at())));
    }
}
