package reckoner.selftest;

import java.util.List;

/** A way in which a ledger goes wrong, the check and cause that must name it, and whether the ledger alone shows it. */
enum Corruption {
    CHANGED_AMOUNT("running_balance", "changed_amount"),
    CHANGED_BALANCE("running_balance", "changed_balance"),
    TRANSPOSED_DIGITS("running_balance", "changed_balance"),
    MIDDLE_ROW_DELETED("running_balance", "missing_entry"),
    FIRST_ROW_DELETED("opening_balance", "opening_differs"),
    DUPLICATE_UNDER_NEW_ID("duplicate_transaction", "duplicate"),
    SWAPPED_NEIGHBOURS("running_balance", "swapped"),
    ROW_OF_ANOTHER_ACCOUNT("running_balance", "foreign_entry"),
    WRONG_SIGN("running_balance", "wrong_sign"),
    BALANCE_CARRIED_OVER_WRONG("running_balance", "missing_entry"),
    STATUS_FLIPPED_TO_FAILED("failed_but_charged", "failed_but_charged"),
    STATUS_FLIPPED_TO_SUCCESS("running_balance", "success_not_charged"),
    ROUNDED_A_CENT_OFF("unit_price", "wrong_price"),
    ENGINE_SWAPPED("unit_price", "wrong_price"),
    OLD_PRICE_TOO_LONG("unit_price", "old_price"),
    ORPHAN_OF_NO_EVENT("unknown_event", "unknown_event"),
    LAST_ROW_DELETED("a manifest", ""),
    ALL_FIGURES_CHANGED_COHERENTLY("a manifest or seal", ""),
    TOP_UP_CHANGED_COHERENTLY("a manifest or seal", ""),
    REMOVED_AND_RENUMBERED("a manifest or seal", "");

    final String check;
    final String cause;

    Corruption(String check, String cause) {
        this.check = check;
        this.cause = cause;
    }

    /** Can the ledger alone show it, or does it take what the sender stated or we sealed? */
    boolean isShownByTheLedger() {
        return !cause.isEmpty();
    }

    String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    static List<Corruption> shown() {
        return java.util.Arrays.stream(values()).filter(Corruption::isShownByTheLedger).toList();
    }
}
