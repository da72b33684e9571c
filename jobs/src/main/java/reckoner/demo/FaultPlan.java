package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Deals one fault of each kind to the accounts, as far apart as there are accounts and months for. */
final class FaultPlan {
    private final Map<Integer, List<Due>> ofAccount = new HashMap<>();

    /** A fault to plant at the first suitable entry from {@code from} on. */
    record Due(Fault fault, Instant from) {
    }

    FaultPlan(DemoSettings settings, PriceTable prices, IntFunction<DemoAccount> accounts) {
        if (!settings.plant()) {
            return;
        }
        Dice dice = new Dice(settings.seed(), -1);
        int kinds = Fault.values().length;
        int step = Math.max(1, settings.accounts() / kinds);
        int slots = (kinds + settings.accounts() - 1) / settings.accounts();
        int first = dice.below(settings.accounts());
        for (Fault fault : Fault.values()) {
            int dealt = first + fault.ordinal() * step;
            for (int i = 0; i < settings.accounts(); i++) {
                DemoAccount account = accounts.apply((dealt + i) % settings.accounts());
                if (suits(fault, account, prices)) {
                    // Within the first 70 of 100 parts of the account's slot, so that a suitable entry still comes.
                    long part = (100L * (fault.ordinal() / settings.accounts()) + dice.between(5, 55)) * 70;
                    Instant due = needsTime(fault) ? settings.from() : settings.at(part, 10_000L * slots);
                    ofAccount.computeIfAbsent(account.index(), index -> new ArrayList<>()).add(new Due(fault, due));
                    break;
                }
            }
        }
    }

    List<Due> of(int account) {
        return ofAccount.getOrDefault(account, List.of());
    }

    List<Integer> accounts() {
        return ofAccount.keySet().stream().sorted().toList();
    }

    /** Some wait for a rare moment, or for the balance to run out: they may begin at once. */
    private static boolean needsTime(Fault fault) {
        return fault == Fault.OLD_PRICE || fault == Fault.NO_PRICE_AT_TIME || fault == Fault.OVERDRAWN;
    }

    private static boolean suits(Fault fault, DemoAccount account, PriceTable prices) {
        if (fault == Fault.OPENING_DIFFERS) {
            return account.statesOpening();
        }
        return fault != Fault.OLD_PRICE || prices.moments().stream().anyMatch(moment -> isCrossed(account, moment, prices));
    }

    /** Whether guests of this account are at work while the price changes, and the change is no mere rounding. */
    private static boolean isCrossed(DemoAccount account, PriceTable.Moment moment, PriceTable prices) {
        Plan plan = account.planAt(moment.at());
        int quantity = moment.service().quantities.get(0);
        Optional<BigDecimal> before = prices.row(moment.service(), plan, moment.at().minusSeconds(1))
                .map(row -> row.amount(quantity));
        BigDecimal after = prices.amount(moment.service(), plan, quantity, moment.at());
        return before.isPresent() && OddPrices.isPlain(before.get(), after)
                && account.events().stream().anyMatch(event -> event.marks().stream()
                        .anyMatch(mark -> mark.service() == moment.service() && mark.at().equals(moment.at())));
    }
}
