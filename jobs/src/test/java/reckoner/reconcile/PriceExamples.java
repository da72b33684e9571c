package reckoner.reconcile;

import static reckoner.reconcile.CheckExamples.MODIFY;
import static reckoner.reconcile.CheckExamples.cleanAccount;

import java.util.LinkedHashMap;
import java.util.Map;
import reckoner.database.TestLedger;
import reckoner.reconcile.CheckExamples.Example;

/** What breaks a clean ledger at a price. */
final class PriceExamples {

    private PriceExamples() {}

    static Map<String, Example> all() {
        Map<String, Example> all = new LinkedHashMap<>();
        all.put("unit_price:old price", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-05T00:03:00Z", MODIFY, "0.15", "100.47"), "T5 0.23 0.15 old_price"));
        all.put("unit_price:price of another plan", new Example(l -> cleanAccount(l)
                .price(MODIFY, "Pro", "0.19", "2026-03-05T00:00:00Z", null)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.19", "100.43"), "T5 0.23 0.19 other_plan_price"));
        all.put("unit_price:any other", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.40", "100.22"), "T5 0.23 0.40 wrong_price"));
        all.put("unit_price:one run of an old price is one finding", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-05T05:03:00Z", MODIFY, "0.15", "100.47")
                .consume("A", "T6", "2026-03-05T05:04:00Z", MODIFY, "0.15", "100.32")
                .consume("A", "T7", "2026-03-05T05:05:00Z", MODIFY, "0.23", "100.09"), "T5 0.46 0.30 old_price"));
        all.put("unit_price:new price before its time", new Example(l -> changed(l)
                .consume("A", "T5", "2026-03-31T23:59:59.999999Z", MODIFY, "0.31", "100.31"), "T5 0.23 0.31 new_price_early"));
        all.put("unit_price:a change written in another zone", new Example(l -> changed(l)
                .consume("A", "T5", "2026-04-01T00:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T6", "2026-04-01T03:59:59Z", MODIFY, "0.23", "100.16")
                .consume("A", "T7", "2026-04-01T04:00:00Z", MODIFY, "0.31", "99.85"), "T5 0.62 0.46 price_time_zone"));
        all.put("unit_price:rounded the other way", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.22", "100.40"), "T5 0.23 0.22 rounding"));
        all.put("unit_price:price of another service", new Example(l -> cleanAccount(l)
                .price("AI Draw Me", "", "0.50", "2026-01-01T00:00:00Z", null)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.50", "100.12"), "T5 0.23 0.50 other_service_price"));
        all.put("unit_price:nothing follows the price list", new Example(l -> cleanAccount(l)
                .price("AI Draw Me", "", "0.50", "2026-01-01T00:00:00Z", null)
                .consume("A", "T5", "2026-03-06T09:00:00Z", "AI Draw Me", "0.44", "100.18")
                .consume("A", "T6", "2026-03-07T09:00:00Z", "AI Draw Me", "0.44", "99.74")
                .consume("A", "T7", "2026-03-08T09:00:00Z", "AI Draw Me", "0.44", "99.30"), "T5 1.50 1.32 price_list_differs"));
        return all;
    }

    /** With another price from April on. */
    private static TestLedger changed(TestLedger ledger) {
        return cleanAccount(ledger)
                .spoil("update price set effective_to = '2026-04-01T00:00:00Z' where plan = 'Basic' and effective_to is null")
                .price(MODIFY, "Basic", "0.31", "2026-04-01T00:00:00Z", null);
    }
}
