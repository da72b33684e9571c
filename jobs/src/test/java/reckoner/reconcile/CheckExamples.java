package reckoner.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** What breaks a clean ledger in one place, by check, and what exactly must be reported for it. */
final class CheckExamples {

    static final String MODIFY = "AI Modify (Nano Banana 2)";

    private CheckExamples() {}

    /**
     * @param finding transaction, expected, actual, cause, usage and payment as reported
     * @param backed true where every other charge and purchase shall have its usage record or payment
     */
    record Example(Consumer<TestLedger> ledger, String finding, boolean backed) {

        Example(Consumer<TestLedger> ledger, String finding) {
            this(ledger, finding, true);
        }

        void put(TestLedger target) {
            ledger.accept(target);
            if (backed) {
                target.backed();
            }
        }
    }

    static Map<String, Example> all() {
        Map<String, Example> all = new LinkedHashMap<>();
        all.put("running_balance:missing entry with its usage record", new Example(l -> cleanAccount(l)
                .usage("U9", "A", "2026-03-06T08:00:00Z", MODIFY, "T9")
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.16"), "T5 100.39 100.16 missing_entry U9"));
        all.put("running_balance:missing entry of a job that began at another price", new Example(l -> cleanAccount(l)
                .price("AI Draw Me", "", "0.50", "2026-01-01T00:00:00Z", "2026-03-06T08:00:00Z")
                .price("AI Draw Me", "", "0.60", "2026-03-06T08:00:00Z", null)
                .consume("A", "T5", "2026-03-06T08:00:01Z", MODIFY, "0.23", "100.39")
                .usage("U9", "A", "2026-03-06T07:59:59Z", "AI Draw Me", "T9")
                .consume("A", "T6", "2026-03-06T09:00:00Z", MODIFY, "0.23", "99.56"), "T6 100.16 99.56 missing_entry U9"));
        all.put("running_balance:missing purchase with its payment", new Example(l -> cleanAccount(l)
                .payment("P9", "A", "2026-03-06T08:00:00Z", "75.00", "T9")
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "175.39"), "T5 100.39 175.39 missing_entry P9"));
        all.put("running_balance:renewal", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "50.39"), "T5 100.39 50.39 renewal_from_credits"));
        all.put("running_balance:coupon", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "149.39"), "T5 100.39 149.39 coupon_without_entry"));
        all.put("running_balance:lapse", new Example(l -> cleanAccount(l)
                .add("A", "T5", "2026-03-06T09:00:00Z", "60.00", "60.00"), "T5 160.62 60.00 lapse_without_entry"));
        all.put("running_balance:changed balance", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "103.39")
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16"), "T5 100.39 103.39 changed_balance"));
        all.put("running_balance:an entry that belongs elsewhere", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "77.00")
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.39"), "T5 100.39 77.00 foreign_entry"));
        all.put("running_balance:two entries that changed places", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "160.39")
                .add("A", "T6", "2026-03-06T10:00:00Z", "60.00", "160.62")
                .consume("A", "T7", "2026-03-06T11:00:00Z", MODIFY, "0.23", "160.16"), "T5 100.39 160.39 swapped"));
        all.put("running_balance:changed amount", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.32", "100.39"), "T5 100.30 100.39 changed_amount"));
        all.put("running_balance:wrong sign", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.85"), "T5 100.39 100.85 wrong_sign"));
        all.put("running_balance:success that cost nothing", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.62"), "T5 100.39 100.62 success_not_charged"));
        all.put("running_balance:an instant in another zone", new Example(l -> cleanAccount(l)
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16")
                .consume("A", "T7", "2026-03-06T11:00:00Z", MODIFY, "0.23", "99.93")
                .consume("A", "T5", "2026-03-06T13:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T8", "2026-03-06T14:00:00Z", MODIFY, "0.23", "99.70"), "T5 100.39 100.39 shifted_time"));
        all.put("running_balance:unknown movement", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "93.39"), "T5 100.39 93.39 missing_entry"));
        all.put("opening_balance", new Example(l -> l.account("A", "UTC", "10.00")
                .add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "20.00"), "T1 15.00 20.00 opening_differs"));
        all.put("failed_but_charged", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-03-06T09:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.23", "100.39"),
                "T5 100.62 100.39 failed_but_charged"));
        all.put("negative_balance", new Example(l -> l.account("A", "UTC", "10.00")
                .entry("A", "T1", "2026-03-01T10:00:00Z", null, "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "12.00", "-2.00")
                .entry("A", "T2", "2026-03-01T11:00:00Z", null, "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "1.00", "-3.00")
                .add("A", "T3", "2026-03-01T12:00:00Z", "5.00", "2.00"), "T1 0.00 -2.00 overdrawn"));
        all.put("duplicate_transaction:under another id", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T6", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T7", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16"), "T6 100.16 100.39 duplicate"));
        all.putAll(PriceExamples.all());
        all.put("no_price:unknown service", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", "AI Modify (Flux Next)", "0.20", "100.42"), "T5 0.00 0.20 unknown_service"));
        all.put("no_price:not at that time", new Example(l -> l.account("A", "UTC", "10.00")
                .price(MODIFY, "", "0.20", "2026-04-01T00:00:00Z", null)
                .consume("A", "T1", "2026-03-31T23:59:59.999999Z", MODIFY, "0.20", "9.80"), "T1 0.00 0.20 no_price_at_time"));
        all.put("unknown_event", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-03-06T09:00:00Z", "E9", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.39"),
                "T5 0.00 0.23 unknown_event"));
        all.put("sequence_gap:a number that is left out", new Example(l -> cleanAccount(l.counts(1, 2, 4, 5)), "T3 0.00 0.00 missing_number"));
        all.put("sequence_gap:a number that comes twice", new Example(l -> cleanAccount(l.counts(1, 2, 2, 3)), "T3 0.00 0.00 repeated_number"));
        all.put("sequence_gap:a count that begins again", new Example(l -> cleanAccount(l.counts(1, 2, 3, 1)), "T4 0.23 0.23 number_goes_back"));
        all.put("sequence_gap:two that changed places", new Example(l -> cleanAccount(l.counts(7, 8, 10, 9)), "T4 0.23 0.23 number_goes_back"));
        all.put("running_balance:a number is left out with its entry", new Example(l -> cleanAccount(l.counts(1, 2, 3, 4, 6))
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "93.39"), "T5 100.39 93.39 missing_entry"));
        all.put("event_of_other_account", new Example(l -> cleanAccount(l).account("B", "UTC", "10.00")
                .entry("B", "S1", "2026-03-06T09:00:00Z", "E1", "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "1.00", "9.00"),
                "S1 0.00 1.00 event_of_other_account"));
        all.put("price_overlap", new Example(l -> l.price(MODIFY, "", "0.20", "2026-01-01T00:00:00Z", null)
                .price(MODIFY, "", "0.30", "2026-02-01T00:00:00Z", null), MODIFY + " 0.20 0.30 overlapping_prices"));
        all.put("conflicting_transaction", new Example(l -> cleanAccount(l).supersede("A", "T4", "0.23", "100.62"),
                "T4 0.23 0.23 conflicting_content"));
        all.put("unknown_account", new Example(l -> l.unknownAccount("Z").add("Z", "T1", "2026-03-01T10:00:00Z", "5.00", "5.00"),
                "null 0.00 5.00 unknown_account"));
        all.put("non_ai_charge", new Example(l -> cleanAccount(l).backed()
                .consume("A", "T5", "2026-03-06T09:00:00Z", "Pro plan renewal", "50.00", "50.62"),
                "T5 0.00 50.00 subscription_from_credits", false));
        all.put("balance_without_entry", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-03-06T09:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.PENDING, "0.23", "100.39"),
                "T5 100.62 100.39 pending_but_moved"));
        all.put("outside_event_period:after its end", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-04-01T01:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.39")
                .entry("A", "T6", "2026-04-02T00:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.16"),
                "T5 0.00 0.46 after_event"));
        all.put("statement_continuity", new Example(l -> cleanAccount(l)
                .statement("S1", "A", "2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z", "1.00", "100.85")
                .statement("S2", "A", "2026-03-05T00:00:00Z", "2026-04-01T00:00:00Z", "100.35", "100.12"),
                "S2 100.85 100.35 opening_is_not_closing"));
        all.put("issued_statement_changed", new Example(l -> cleanAccount(l)
                .statement("S1", "A", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "1.00", "100.62").lateFeed("ledger")
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39"), "S1 99.62 99.39 late_entry"));
        all.put("timeline_agrees", new Example(l -> cleanAccount(l).timeline()
                .spoil("update built_bucket set activities = activities + 1 where grain = 'day' and amount_micros = 230000"),
                "null 100.38 100.38 timeline_differs"));
        all.put("manifest_totals:entries were removed", new Example(l -> cleanAccount(l).manifest(5, "100.61", "A", "100.39"),
                "stated00-ledger.csv 100.39 100.62 stated_balance_differs"));
        all.put("manifest_totals:an entry was changed", new Example(l -> cleanAccount(l).manifest(4, "100.48", "A", "100.62"),
                "stated00-ledger.csv 100.48 100.38 stated_totals_differ"));
        all.put("manifest_totals:an account that the file does not move", new Example(l -> cleanAccount(l).account("B", "UTC", "5.00")
                .manifest(4, "100.38", "A", "100.62", "B", "7.00"), "stated00-ledger.csv 7.00 5.00 stated_balance_differs"));
        all.put("ledger_tampered:changed", new Example(l -> cleanAccount(l)
                .tamper("update ledger_entry set quantity_micros = 2000000 where transaction_id = 'T3'"), "T3 0.00 0.00 entry_changed"));
        all.put("ledger_tampered:put in", new Example(l -> cleanAccount(l)
                .tamper("insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id, "
                        + "line_no, service_key, type, status, version, transaction_id) select entry_id + 1, occurred_at + interval '1 hour', "
                        + "quantity_micros, 0, balance_micros, account_key, load_id, line_no + 1, service_key, type, 2, 1, 'T5' "
                        + "from ledger_entry where transaction_id = 'T4'"), "T5 0.00 0.00 entry_added"));
        all.putAll(MatchingExamples.all());
        return all;
    }

    /** One account with a purchase, two jobs at two prices and a failed one; nothing is wrong with it. */
    static TestLedger cleanAccount(TestLedger ledger) {
        return ledger.account("A", "America/New_York", "1.00")
                .plan("A", "Basic", "2026-01-01T00:00:00Z")
                .event("E1", "A", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
                .price(MODIFY, "", "0.20", "2026-01-01T00:00:00Z", "2026-03-05T00:00:00Z")
                .price(MODIFY, "Basic", "0.15", "2026-01-01T00:00:00Z", "2026-03-05T00:00:00Z")
                .price(MODIFY, "", "0.28", "2026-03-05T00:00:00Z", null)
                .price(MODIFY, "Basic", "0.23", "2026-03-05T00:00:00Z", null)
                .add("A", "T1", "2026-03-01T10:00:00Z", "100.00", "101.00")
                .entry("A", "T2", "2026-03-01T11:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.15", "100.85")
                .entry("A", "T3", "2026-03-01T11:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.00", "100.85")
                .entry("A", "T4", "2026-03-05T00:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.62");
    }
}
