package reckoner.demo;

import java.util.Locale;

/** The kinds of discrepancy that are planted, each with the check that must find it. */
enum Fault {
    MISSING_ENTRY("running_balance"),
    RENEWAL_FROM_CREDITS("running_balance"),
    LAPSE_WITHOUT_ENTRY("running_balance"),
    SHIFTED_TIME("running_balance"),
    CHANGED_BALANCE("running_balance"),
    CHANGED_AMOUNT("running_balance"),
    WRONG_SIGN("running_balance"),
    SUCCESS_NOT_CHARGED("running_balance"),
    OLD_PRICE("unit_price"),
    NEW_PRICE_EARLY("unit_price"),
    OTHER_PLAN_PRICE("unit_price"),
    WRONG_PRICE("unit_price"),
    UNKNOWN_SERVICE("no_price"),
    NO_PRICE_AT_TIME("no_price"),
    FAILED_BUT_CHARGED("failed_but_charged"),
    DUPLICATE("duplicate_transaction"),
    UNKNOWN_EVENT("unknown_event"),
    OVERDRAWN("negative_balance"),
    OPENING_DIFFERS("opening_balance"),
    REPEATED_RECORD("duplicate_transaction"),
    NOT_BILLED("usage_not_billed"),
    NO_USAGE_RECORD("billed_not_used"),
    FAILED_JOB_BILLED("billed_not_used"),
    OTHER_QUANTITY("usage_amount"),
    CHARGED_AGAIN("repeated_charge"),
    TRUNCATED_ID("unknown_reference"),
    NOT_CREDITED("payment_not_credited"),
    NOT_PAID("credit_not_paid"),
    OTHER_AMOUNT_CREDITED("payment_amount"),
    AFTER_EVENT("outside_event_period"),
    SUBSCRIPTION_FROM_CREDITS("non_ai_charge");

    final String check;

    Fault(String check) {
        this.check = check;
    }

    String cause() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return cause().replace('_', ' ');
    }
}
