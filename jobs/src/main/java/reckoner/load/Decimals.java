package reckoner.load;

import org.jspecify.annotations.Nullable;

/** Reads decimal numbers digit by digit: ASCII digits only, no exponent, no plus, no blank, nothing rounded. */
final class Decimals {

    private static final int MOST_DIGITS = 12;
    private static final int SCALE = 6;
    private static final String MONEY_REMEDY = "Write digits, a point and 2 to 6 decimals, such as 12.50";

    private Decimals() {}

    /** Micro-credits; {@code -0.00} is 0.00. */
    static @Nullable Fault money(CharSequence text, Cell cell) {
        return read(text, cell, 2, MONEY_REMEDY);
    }

    /** Money that is not negative. */
    static @Nullable Fault magnitude(CharSequence text, Cell cell) {
        Fault fault = money(text, cell);
        if (fault == null && cell.number < 0) {
            return new Fault("is negative", "Write the magnitude; the type says which way it goes");
        }
        return fault;
    }

    /** Micro-units, above zero; decimals are not required. */
    static @Nullable Fault quantity(CharSequence text, Cell cell) {
        Fault fault = read(text, cell, 0, "Write a number above zero with at most 6 decimals, such as 1 or 0.5");
        if (fault == null && cell.number <= 0) {
            return new Fault("is not above zero", "Correct the quantity, or leave it empty for 1");
        }
        return fault;
    }

    /** A whole number from 0. */
    static @Nullable Fault sequence(CharSequence text, Cell cell) {
        long value = 0;
        boolean good = text.length() <= 18 && (text.length() == 1 || text.charAt(0) != '0');
        for (int i = 0; i < text.length() && good; i++) {
            int digit = text.charAt(i) - '0';
            good = digit >= 0 && digit <= 9;
            value = value * 10 + digit;
        }
        cell.set(value);
        return good ? null : new Fault("is no whole number", "Write up to 18 digits without a leading zero");
    }

    private static @Nullable Fault read(CharSequence text, Cell cell, int fewestDecimals, String remedy) {
        int length = text.length();
        boolean negative = text.charAt(0) == '-';
        int at = negative ? 1 : 0;
        int first = at;
        long value = 0;
        while (at < length && isDigit(text.charAt(at)) && at - first <= MOST_DIGITS) {
            value = value * 10 + (text.charAt(at++) - '0');
        }
        int digits = at - first;
        if (digits > MOST_DIGITS) {
            return new Fault("has more than " + MOST_DIGITS + " digits before the point", "Check the unit of the amount");
        }
        if (digits == 0 || digits > 1 && text.charAt(first) == '0') {
            return new Fault("is no number as this feed writes them", remedy);
        }
        int decimals = 0;
        if (at < length && text.charAt(at) == '.') {
            at++;
            while (at < length && isDigit(text.charAt(at)) && decimals <= SCALE) {
                value = decimals < SCALE ? value * 10 + (text.charAt(at) - '0') : value;
                decimals++;
                at++;
            }
            if (decimals > SCALE) {
                return new Fault("has more than 6 decimals", "Round at the source; nothing is rounded here");
            }
            if (decimals == 0) {
                return new Fault("is no number as this feed writes them", remedy);
            }
        }
        if (at < length) {
            return new Fault("is no number as this feed writes them", remedy);
        }
        if (decimals < fewestDecimals) {
            return new Fault("has fewer than " + fewestDecimals + " decimals", remedy);
        }
        for (int i = decimals; i < SCALE; i++) {
            value *= 10;
        }
        cell.set(negative ? -value : value);
        return null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
