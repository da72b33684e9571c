package reckoner.cli;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import reckoner.Failure;

/** Reads a month as people type it. */
final class Months {

    private Months() {}

    static YearMonth of(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw Failure.command("'" + month + "' is no month. Write it like 2026-03.");
        }
    }
}
