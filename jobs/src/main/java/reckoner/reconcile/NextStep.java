package reckoner.reconcile;

import java.util.HashMap;
import java.util.Map;
import reckoner.reconcile.Reconciliations.Discrepancy;

/** What a person does next about a finding: one sentence by its likely cause, else by its check. */
public final class NextStep {

    private static final String ASK_FOR_ENTRY = "Ask the vendor for the entry, or load the late file; the finding closes by itself.";
    private static final String ASK_FOR_CORRECTION = "Ask the vendor to correct the entry; a corrected file closes the finding.";
    private static final String CLAIM_BACK = "Ask the vendor for a refund; accept the finding up to its amount until the refund is in the ledger.";
    private static final String ELSE = "Look at the entry and its neighbours with activity and explain, then assign the finding or accept it with a note.";
    private static final Map<String, String> SENTENCES = sentences();

    private NextStep() {}

    public static String of(Discrepancy finding) {
        String byCheck = SENTENCES.getOrDefault(finding.check(), ELSE);
        if (finding.state().equals("proposed")) {
            return "A second person must confirm what was proposed: discrepancies confirm.";
        }
        return SENTENCES.getOrDefault(finding.cause(), byCheck);
    }

    private static Map<String, String> sentences() {
        Map<String, String> all = new HashMap<>();
        all.put("missing_entry", ASK_FOR_ENTRY);
        all.put("coupon_without_entry", "Ask the vendor for the coupon's entry, or load the late file; the finding closes by itself.");
        all.put("renewal_from_credits", "Ask the vendor whether a subscription was paid from the credits; if not meant, have it given back.");
        all.put("subscription_from_credits", "Ask the vendor why a subscription was paid from the credits; if not meant, have it given back.");
        all.put("lapse_without_entry", "Ask the vendor to restore the lapsed credits or to book the expiry; the entry closes the finding.");
        all.put("changed_balance", "Only the printed balance is wrong: ask the vendor for a corrected export, or accept the finding.");
        all.put("changed_amount", ASK_FOR_CORRECTION);
        all.put("wrong_sign", ASK_FOR_CORRECTION);
        all.put("rounding", "Set the tolerance of this source in feeds.yaml if it rounds its balances; else ask the vendor.");
        all.put("opening_differs", "Compare the opening balance in the accounts feed with the vendor's; load the right one.");
        all.put("opening_balance", "Compare the opening balance in the accounts feed with the vendor's; load the right one.");
        all.put("duplicate", "Ask the vendor which of the two entries is right and to withdraw the other.");
        all.put("duplicate_transaction", "Ask the vendor which of the two entries is right and to withdraw the other.");
        all.put("repeated_record", "Nothing was counted twice; tell the sender that the file repeats a line, or accept the finding.");
        all.put("missing_number", "Ask the sender for the entries with these numbers; the finding closes when they are loaded.");
        all.put("repeated_number", "Ask the sender which of the two entries is right; one may be delivered under a wrong number.");
        all.put("number_goes_back", "Ask the sender whether the count began again or the time of one of the two is wrong.");
        all.put("repeated_charge", CLAIM_BACK);
        all.put("charged_again", CLAIM_BACK);
        all.put("failed_but_charged", CLAIM_BACK);
        all.put("pending_but_moved", "Wait for the entry's final state; the next file closes the finding or names the cause.");
        all.put("success_not_charged", "The job cost nothing: tell the vendor, or accept the finding in the account's favour.");
        all.put("old_price", CLAIM_BACK);
        all.put("other_plan_price", "Compare the account's plan on that day with the vendor's; load the plan change or claim the difference back.");
        all.put("wrong_price", CLAIM_BACK);
        all.put("unit_price", CLAIM_BACK);
        all.put("no_price", "Load a price of this service for that time; the finding closes by itself.");
        all.put("unknown_service", "Load a price of this service, or map its name in feeds.yaml; the finding closes by itself.");
        all.put("no_price_at_time", "Load a price of this service for that time; the finding closes by itself.");
        all.put("price_overlap", "End one of the two prices in the price list and load it again.");
        all.put("unknown_account", "Load the accounts feed with this account; the finding closes by itself.");
        all.put("unknown_event", "Load the events feed with this event; the finding closes by itself.");
        all.put("event_of_other_account", "Ask the vendor which account the event belongs to; one of the two feeds is wrong.");
        all.put("outside_event_period", "Check the event's times in the events feed; if they are right, ask who used the service.");
        all.put("overdrawn", "Ask the vendor why more was taken than there was; top up or have it booked back.");
        all.put("conflicting_transaction", "Ask the vendor which content of the transaction is right; both versions are kept.");
        all.put("payment_not_credited", "Send the vendor the payment's receipt and ask for the credits; their entry closes the finding.");
        all.put("credit_not_paid", "Look for the payment at the payment provider; load it, or ask why credits came without one.");
        all.put("payment_amount", "Compare the receipt with the credits that came; ask the vendor for the difference.");
        all.put("usage_not_billed", "The vendor has not charged this yet: load the late file, or accept the finding in the account's favour.");
        all.put("billed_not_used", CLAIM_BACK);
        all.put("usage_amount", "Compare the usage record's quantity with the entry's; ask the vendor for the difference.");
        all.put("balance_without_entry", ASK_FOR_ENTRY);
        all.put("non_ai_charge", "Ask the vendor what was charged; if it was not meant to be paid from credits, have it given back.");
        all.put("statement_continuity", "Issue a restatement for the month where the chain of statements breaks.");
        all.put("issued_statement_changed", "Verify the file with verify; restore the issued document from the register.");
        all.put("timeline_agrees", "Build the timeline again: ./run.sh timeline; the finding closes at the next run.");
        return Map.copyOf(all);
    }
}
