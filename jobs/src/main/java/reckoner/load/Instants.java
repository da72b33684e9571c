package reckoner.load;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/** Reads ISO 8601 instants with offset, to the microsecond, and nothing that has to be interpreted. */
final class Instants {

    private static final String REMEDY = "Write it as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00.123456+01:00";
    private static final long MICROS = 1_000_000;
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;
    private static final int FARTHEST_OFFSET_HOURS = 14;

    private Instants() {}

    /** Microseconds since 1970 of {@code uuuu-MM-ddTHH:mm:ss[.f…](Z|±HH:mm)}. */
    static @Nullable Fault read(CharSequence text, Cell cell) {
        if (!shaped(text, "dddd-dd-ddTdd:dd:dd", 0)) {
            return new Fault(shaped(text, "dddd-dd-dd", 0) && text.length() == 10
                    ? "is a date without time and offset" : "is no instant", REMEDY);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        Fault fault = missing(year, month, day, hour, minute, second);
        if (fault != null) {
            return fault;
        }
        int at = 19;
        long fraction = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            int decimals = 0;
            for (at++; at < text.length() && isDigit(text.charAt(at)); at++, decimals++) {
                fraction = decimals < 6 ? fraction * 10 + (text.charAt(at) - '0') : fraction;
            }
            if (decimals == 0) {
                return new Fault("is no instant", REMEDY);
            }
            if (decimals > 6) {
                return new Fault("is finer than a microsecond", "Write at most 6 decimals of a second");
            }
            for (int i = decimals; i < 6; i++) {
                fraction *= 10;
            }
        }
        if (at == text.length()) {
            return new Fault("has no offset", REMEDY);
        }
        long offset = 0;
        if (text.charAt(at) != 'Z' || at + 1 != text.length()) {
            if (text.length() != at + 6 || !(shaped(text, "+dd:dd", at) || shaped(text, "-dd:dd", at))) {
                return new Fault("has no offset that is understood", REMEDY);
            }
            int hours = number(text, at + 1, 2);
            int minutes = number(text, at + 4, 2);
            if (hours * 60 + minutes > FARTHEST_OFFSET_HOURS * 60 || minutes > 59) {
                return new Fault("has an offset that no place has", "Offsets go up to 14:00; better write UTC with Z");
            }
            offset = (text.charAt(at) == '-' ? -1L : 1L) * (hours * 60 + minutes) * 60;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second - offset;
        cell.set(seconds * MICROS + fraction);
        return null;
    }

    private static @Nullable Fault missing(int year, int month, int day, int hour, int minute, int second) {
        if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
            return new Fault("has a year before %d or after %d".formatted(EARLIEST_YEAR, LATEST_YEAR), "Check the date format of the source");
        }
        if (month < 1 || month > 12 || day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
            return new Fault("is a day that does not exist", "Correct the date at the source");
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return new Fault("is a time that does not exist; there is no 24:00 and no leap second", "Write 00:00:00 to 23:59:59");
        }
        return null;
    }

    /** Does the text have this shape from {@code start} on: {@code d} is an ASCII digit, all else itself? */
    private static boolean shaped(CharSequence text, String shape, int start) {
        if (text.length() < start + shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(start + i);
            if (shape.charAt(i) == 'd' ? !isDigit(c) : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(CharSequence text, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
