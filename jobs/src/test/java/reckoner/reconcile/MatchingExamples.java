package reckoner.reconcile;

import static reckoner.reconcile.CheckExamples.MODIFY;
import static reckoner.reconcile.CheckExamples.cleanAccount;

import java.util.LinkedHashMap;
import java.util.Map;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.reconcile.CheckExamples.Example;

/** Examples of the checks that compare the ledger with usage and payments. */
final class MatchingExamples {

    private MatchingExamples() {}

    static Map<String, Example> all() {
        Map<String, Example> all = new LinkedHashMap<>();
        usage(all);
        payments(all);
        return all;
    }

    private static void usage(Map<String, Example> all) {
        all.put("usage_not_billed:after the last entry", new Example(l -> cleanAccount(l)
                .usage("U9", "A", "2026-03-07T09:00:00Z", MODIFY, "T9"), "null 0.23 0.00 not_billed U9"));
        all.put("usage_not_billed:in a ledger that chains", new Example(l -> cleanAccount(l)
                .usage("U9", "A", "2026-03-02T09:00:00Z", MODIFY, null), "null 0.15 0.00 not_billed U9"));
        all.put("billed_not_used", new Example(l -> cleanAccount(l).backed()
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39"), "T5 0.00 0.23 no_usage_record", false));
        all.put("billed_not_used:the job failed", new Example(l -> cleanAccount(l).backed()
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .usage("U5", "A", "2026-03-06T09:00:00Z", MODIFY, "1", EntryStatus.FAILED, "T5"), "T5 0.00 0.23 failed_job_billed U5", false));
        all.put("repeated_charge", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39").backed()
                .consume("A", "T6", "2026-03-06T09:00:30Z", MODIFY, "0.23", "100.16"), "T6 0.00 0.23 charged_again", false));
        all.put("usage_amount:other quantity", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .usage("U5", "A", "2026-03-06T09:00:00Z", MODIFY, "3", EntryStatus.SUCCESS, "T5"), "T5 0.69 0.23 other_quantity U5"));
        all.put("usage_amount:other service", new Example(l -> cleanAccount(l)
                .price("AI Draw Me", "", "0.50", "2026-01-01T00:00:00Z", null)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .usage("U5", "A", "2026-03-06T09:00:00Z", "AI Draw Me", "T5"), "T5 0.50 0.23 other_service U5"));
        all.put("usage_time:a run in another zone", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39").usage("U5", "A", "2026-03-06T14:00:00Z", MODIFY, "T5")
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16").usage("U6", "A", "2026-03-06T15:00:00Z", MODIFY, "T6"),
                "T5 0.46 0.46 shifted_time U5"));
        all.put("usage_time:any other time", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39").usage("U5", "A", "2026-03-06T09:11:00Z", MODIFY, "T5"),
                "T5 0.23 0.23 other_time U5"));
        all.put("unknown_reference:cut off", new Example(l -> cleanAccount(l).backed()
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39").usage("U5", "A", "2026-03-06T09:00:00Z", MODIFY, "T512"),
                "T5 0.23 0.23 truncated_id U5", false));
        all.put("unknown_reference:another one", new Example(l -> cleanAccount(l).backed()
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39").usage("U5", "A", "2026-03-06T09:00:00Z", MODIFY, "X9"),
                "T5 0.23 0.23 other_reference U5", false));
        all.put("success_not_charged", new Example(l -> cleanAccount(l)
                .usage("U3", "A", "2026-03-01T11:00:00Z", MODIFY, "T3"), "T3 0.15 0.00 success_not_charged U3"));
    }

    private static void payments(Map<String, Example> all) {
        all.put("payment_not_credited", new Example(l -> cleanAccount(l)
                .payment("P9", "A", "2026-03-07T09:00:00Z", "75.00", "T9"), "null 75.00 0.00 not_credited P9"));
        all.put("payment_not_credited:its entry failed", new Example(l -> cleanAccount(l)
                .payment("P9", "A", "2026-03-07T09:00:00Z", "75.00", "T9")
                .entry("A", "T9", "2026-03-07T09:00:00Z", null, "Credit purchase", EntryType.ADD, EntryStatus.FAILED, "75.00", "100.62"),
                "null 75.00 0.00 credit_failed P9"));
        all.put("credit_not_paid", new Example(l -> cleanAccount(l).backed()
                .add("A", "T5", "2026-03-06T09:00:00Z", "75.00", "175.62"), "T5 0.00 75.00 not_paid", false));
        all.put("credit_not_paid:the payment was refused", new Example(l -> cleanAccount(l).backed()
                .add("A", "T5", "2026-03-06T09:00:00Z", "75.00", "175.62")
                .payment("P5", "A", "2026-03-06T09:00:00Z", "75.00", "Failed", "T5"), "T5 0.00 75.00 payment_not_received P5", false));
        all.put("payment_amount", new Example(l -> cleanAccount(l)
                .add("A", "T5", "2026-03-06T09:00:00Z", "75.00", "175.62")
                .payment("P5", "A", "2026-03-06T09:00:00Z", "57.00", "T5"), "T5 57.00 75.00 other_amount_credited P5"));
    }
}
