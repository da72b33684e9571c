package reckoner.selftest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A way in which a ledger goes wrong, the check and cause that must name it, and what it takes to see it. */
enum Corruption {
    CHANGED_AMOUNT("running_balance", "changed_amount"),
    CHANGED_BALANCE("running_balance", "changed_balance"),
    TRANSPOSED_DIGITS("running_balance", "changed_balance"),
    TWO_EDITS_THAT_CANCEL_IN_ONE_ACCOUNT("running_balance", "changed_amount"),
    TWO_EDITS_THAT_CANCEL_IN_TWO_ACCOUNTS("running_balance", "changed_amount"),
    MIDDLE_ROW_DELETED("running_balance", "missing_entry"),
    FIRST_ROW_DELETED("opening_balance", "opening_differs"),
    BALANCE_CARRIED_OVER_WRONG("running_balance", "missing_entry"),
    RENEWAL_FROM_CREDITS("running_balance", "renewal_from_credits"),
    COUPON_WITHOUT_ENTRY("running_balance", "coupon_without_entry"),
    LAPSE_WITHOUT_ENTRY("running_balance", "lapse_without_entry"),
    DUPLICATE_UNDER_NEW_ID("duplicate_transaction", "duplicate"),
    LINE_REPEATED("duplicate_transaction", "repeated_record"),
    SENT_AGAIN_WITH_OTHER_CONTENT("conflicting_transaction", "conflicting_content"),
    SWAPPED_NEIGHBOURS("running_balance", "swapped"),
    TIME_OF_ONE_ROW_SHIFTED("running_balance", "shifted_time"),
    TIME_OF_30_ROWS_SHIFTED("running_balance", "shifted_time"),
    ROW_OF_ANOTHER_ACCOUNT("running_balance", "foreign_entry"),
    ROW_MOVED_TO_ANOTHER_ACCOUNT("running_balance", "foreign_entry"),
    WRONG_SIGN("running_balance", "wrong_sign"),
    STATUS_FLIPPED_TO_FAILED("failed_but_charged", "failed_but_charged"),
    STATUS_FLIPPED_TO_SUCCESS("running_balance", "success_not_charged"),
    A_CENT_OFF("unit_price", "rounding"),
    ENGINE_SWAPPED("unit_price", "other_service_price"),
    OLD_PRICE_TOO_LONG("unit_price", "old_price"),
    NEW_PRICE_TOO_EARLY("unit_price", "new_price_early"),
    PRICE_OF_ANOTHER_PLAN("unit_price", "other_plan_price"),
    PRICE_LIST_EDITED("unit_price", "price_list_differs"),
    PRICE_LIST_IN_WRONG_ZONE("unit_price", "price_time_zone"),
    UNPRICED_SERVICE("no_price", "unknown_service"),
    ORPHAN_OF_NO_EVENT("unknown_event", "unknown_event"),
    ORPHAN_OF_NO_ACCOUNT("unknown_account", "unknown_account"),
    EVENT_OF_ANOTHER_ACCOUNT("event_of_other_account", "event_of_other_account"),
    EVENT_WINDOW_MOVED("outside_event_period", "after_event"),

    TIME_SHIFTED_BETWEEN_NEIGHBOURS("usage_time", "shifted_time", Needs.USAGE),
    ALL_FIGURES_CHANGED_COHERENTLY("usage_amount", "other_service", Needs.USAGE),
    REMOVED_AND_RENUMBERED("usage_not_billed", "not_billed", Needs.USAGE),
    LAST_ROW_DELETED("usage_not_billed", "not_billed", Needs.USAGE),
    CHARGED_AGAIN_ON_RETRY("repeated_charge", "charged_again", Needs.USAGE),
    SUCCESS_BOOKED_AS_FAILED("success_not_charged", "success_not_charged", Needs.USAGE),
    ID_CUT_OFF("unknown_reference", "truncated_id", Needs.USAGE),
    TOP_UP_CHANGED_COHERENTLY("payment_amount", "other_amount_credited", Needs.PAYMENTS),
    TOP_UP_REMOVED_AND_RENUMBERED("payment_not_credited", "not_credited", Needs.PAYMENTS),
    TOP_UP_INVENTED_COHERENTLY("credit_not_paid", "not_paid", Needs.PAYMENTS),
    CURRENCY_SWAPPED("", "", Needs.OTHER_BOOKS);

    final String check;
    final String cause;
    final Needs needs;

    /** What a kind cannot be seen without. */
    enum Needs { LEDGER, USAGE, PAYMENTS, OTHER_BOOKS }

    Corruption(String check, String cause) {
        this(check, cause, Needs.LEDGER);
    }

    Corruption(String check, String cause, Needs needs) {
        this.check = check;
        this.cause = cause;
        this.needs = needs;
    }

    boolean isShownOn(Books.Ground ground) {
        return needs == Needs.LEDGER || ground == Books.Ground.BACKED && needs != Needs.OTHER_BOOKS;
    }

    /** Whether it shows by the seals alone, where the ledger was altered after it was booked. */
    boolean isShownBySeal() {
        return needs == Needs.USAGE || needs == Needs.PAYMENTS;
    }

    /** Whether all jobs of the account use a service of its own. */
    boolean isOfPriceList() {
        return this == PRICE_LIST_EDITED || this == PRICE_LIST_IN_WRONG_ZONE;
    }

    boolean takesTwoAccounts() {
        return this == TWO_EDITS_THAT_CANCEL_IN_TWO_ACCOUNTS || this == ROW_MOVED_TO_ANOTHER_ACCOUNT;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the account must be wrong in this way only. */
    boolean standsAlone() {
        return isOfPriceList() || this == ORPHAN_OF_NO_ACCOUNT || this == LAPSE_WITHOUT_ENTRY || this == TIME_OF_30_ROWS_SHIFTED;
    }

    /** Kinds that several of may be in one account. */
    static List<Corruption> companions() {
        return Arrays.stream(values())
                .filter(kind -> kind.needs == Needs.LEDGER && !kind.standsAlone() && !kind.takesTwoAccounts()
                        && kind != EVENT_WINDOW_MOVED)
                .toList();
    }
}
