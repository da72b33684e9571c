package reckoner.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.Money;

/**
 * The price list and every account's plans, to tell at once whether a charge is what was due. Where it says no, or does not
 * know, {@code sql/checks/unit_price.sql} and its neighbours have the word.
 */
final class PricesInForce {

    private static final int EVERY_PLAN = 0;

    /** A price from an instant until before another, microseconds since 2000. */
    private record Price(int plan, long from, long until, long unitMicros) {}

    private record PlanChange(long from, int plan) {}

    private final Map<String, Integer> plans = new HashMap<>(Map.of("", EVERY_PLAN));
    private final List<List<Price>> byService = new ArrayList<>();
    private final List<List<PlanChange>> byAccount = new ArrayList<>();

    PricesInForce(JdbcClient database) {
        database.sql("""
                        select service_key, plan, unit_price_micros, %s, %s
                        from (
                          select service_key, plan, unit_price_micros, effective_from,
                            least(effective_to, lead(effective_from) over (partition by service_key, plan order by effective_from)) as effective_to
                          from price
                        ) p
                        order by service_key, effective_from""".formatted(micros("effective_from"), micros("coalesce(effective_to, 'infinity')")))
                .query(row -> {
                    of(byService, row.getInt(1)).add(new Price(plan(row.getString(2)), row.getLong(4), row.getLong(5), row.getLong(3)));
                });
        database.sql("select account_key, plan, %s from plan_change order by account_key, effective_from desc".formatted(micros("effective_from")))
                .query(row -> {
                    of(byAccount, row.getInt(1)).add(new PlanChange(row.getLong(3), plan(row.getString(2))));
                });
    }

    /** An instant as the database itself counts it, infinity included. */
    static String micros(String instant) {
        return "('x' || encode(timestamptz_send(" + instant + "), 'hex'))::bit(64)::bigint";
    }

    private static <T> List<T> of(List<List<T>> byKey, int key) {
        while (byKey.size() <= key) {
            byKey.add(new ArrayList<>(2));
        }
        return byKey.get(key);
    }

    private int plan(String name) {
        return plans.computeIfAbsent(name, n -> plans.size());
    }

    /** Is the amount the price in force then, for the account's plan or for every plan, times the quantity? */
    boolean isDue(SweptEntry entry) {
        if (entry.service < 0 || entry.service >= byService.size()) {
            return false;
        }
        List<Price> prices = byService.get(entry.service);
        int plan = planAt(entry.account, entry.at);
        Price price = plan == EVERY_PLAN ? null : inForce(prices, plan, entry.at);
        if (price == null) {
            price = inForce(prices, EVERY_PLAN, entry.at);
        }
        return price != null && isSmall(price.unitMicros, entry.quantityMicros)
                && Money.charge(price.unitMicros, entry.quantityMicros) == entry.amountMicros;
    }

    /** Figures that anybody altered may be of any size. */
    private static boolean isSmall(long unitMicros, long quantityMicros) {
        return unitMicros >= 0 && quantityMicros >= 0 && Math.multiplyHigh(unitMicros, quantityMicros) == 0;
    }

    private int planAt(int account, long at) {
        if (account >= 0 && account < byAccount.size()) {
            List<PlanChange> changes = byAccount.get(account);
            for (int i = 0; i < changes.size(); i++) {
                if (changes.get(i).from <= at) {
                    return changes.get(i).plan;
                }
            }
        }
        return EVERY_PLAN;
    }

    private static @Nullable Price inForce(List<Price> prices, int plan, long at) {
        for (int i = prices.size() - 1; i >= 0; i--) {
            Price price = prices.get(i);
            if (price.plan == plan && at >= price.from && at < price.until) {
                return price;
            }
        }
        return null;
    }
}
