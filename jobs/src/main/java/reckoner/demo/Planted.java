package reckoner.demo;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * States one discrepancy that the world contains on purpose, as a check must report it.
 *
 * @param kind        what was done, in words
 * @param check       the check that must find it
 * @param account     the account it is in
 * @param event       the event of the entry named by {@code transaction}, if it has one
 * @param transaction the entry at which it must be reported, null where what is wrong is that there is none
 * @param difference  actual minus expected, in credits: of balances, amounts or, where nothing should have been charged at
 *                    all, of the charge and nothing
 * @param cause       the stable code of the cause
 * @param sentence    what happened, for a person
 */
public record Planted(String kind, String check, String account, @Nullable String event, @Nullable String transaction,
        BigDecimal difference, String cause, String sentence) {
}
