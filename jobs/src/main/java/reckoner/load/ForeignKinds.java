package reckoner.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of a mapped file: amounts with its marks, instants by its pattern and in its zone, all else as in native files.
 *
 * @param thousands 0 where thousands are not separated
 * @param symbol of the currency, before the digits; empty: none stands there
 * @param shifts may the decimal mark of a line have to move?
 * @param fewestDecimals of an amount; what has fewer was probably cut
 */
record ForeignKinds(ZoneId zone, char decimalMark, char thousands, int fewestDecimals, String symbol, boolean shifts) {

    private static final long MICROS = 1_000_000;

    Kind of(Kind kind, @Nullable String pattern, @Nullable Integer twoDigitYearsFrom) {
        if (pattern != null && kind.storage() != Kind.Storage.INSTANT) {
            throw new IllegalArgumentException("only instants have a pattern");
        }
        if (pattern != null) {
            DateTimeFormatter format = format(pattern, twoDigitYearsFrom);
            return new Kind(Kind.Storage.INSTANT, (text, cell) -> instant(text, cell, format, pattern));
        }
        boolean plain = decimalMark == '.' && thousands == 0 && fewestDecimals == 2 && symbol.isEmpty() && !shifts;
        if (plain || kind.storage() != Kind.Storage.MICROS || kind == Kinds.QUANTITY) {
            return kind;
        }
        return new Kind(Kind.Storage.MICROS, (text, cell) -> {
            String plainText = plain(text, cell.shift);
            return plainText == null
                    ? new Fault("is no amount as the mapping describes them", "Check decimal_mark, thousands and fewest_decimals in config/feeds.yaml")
                    : kind.read(plainText, cell);
        });
    }

    /** With a point, at least two decimals and no separated thousands; null where the marks are not where they belong. */
    private @Nullable String plain(CharSequence text, int shift) {
        String number = symbol.isEmpty() ? text.toString() : text.toString().replaceFirst("^(-?)" + Pattern.quote(symbol) + "(?=[0-9])", "$1");
        int mark = decimalMark == 0 ? -1 : number.indexOf(decimalMark);
        String whole = mark < 0 ? number : number.substring(0, mark);
        String decimals = mark < 0 ? "" : number.substring(mark + 1);
        if (decimals.length() < fewestDecimals || mark >= 0 && decimals.isEmpty() || !decimals.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        if (thousands != 0 && whole.indexOf(thousands) >= 0) {
            String group = "\\Q" + thousands + "\\E";
            if (!whole.matches("-?[0-9]{1,3}(" + group + "[0-9]{3})+")) {
                return null;
            }
            whole = whole.replace(String.valueOf(thousands), "");
        }
        if (!whole.matches("-?(0|[1-9][0-9]*)")) {
            return null;
        }
        decimals += "0".repeat(Math.max(0, Math.max(2, shift) - decimals.length()));
        if (shift > 0) {
            boolean negative = whole.startsWith("-");
            String digits = (negative ? whole.substring(1) : whole) + decimals.substring(0, shift);
            whole = (negative ? "-" : "") + digits.replaceFirst("^0+(?=[0-9])", "");
            decimals = decimals.substring(shift);
        }
        String shown = decimals.replaceFirst("0+$", "");
        return whole + "." + shown + "0".repeat(Math.max(0, 2 - shown.length()));
    }

    private @Nullable Fault instant(CharSequence text, Cell cell, DateTimeFormatter format, String pattern) {
        TemporalAccessor parsed;
        try {
            parsed = format.parse(text);
        } catch (DateTimeException e) {
            return new Fault("is no date as the mapping describes them", "It should look like " + pattern);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (date == null) {
            return new Fault("has no date", "Name year, month and day in the pattern");
        }
        if (date.getYear() < 1900 || date.getYear() > 2199) {
            return new Fault("has a year before 1900 or after 2199", "Check the pattern and two_digit_years_from");
        }
        if (time == null) {
            return set(cell, date.atStartOfDay(zone).toInstant());
        }
        LocalDateTime local = date.atTime(time);
        if (offset != null) {
            return set(cell, local.toInstant(offset));
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return set(cell, local.toInstant(offsets.get(0)));
        }
        return offsets.isEmpty()
                ? new Fault("does not exist in " + zone + ": the clocks were put forward", "Ask the source for times with an offset")
                : new Fault("exists twice in " + zone + ": the clocks were put back", "Ask the source for times with an offset");
    }

    private static @Nullable Fault set(Cell cell, Instant instant) {
        if (instant.truncatedTo(ChronoUnit.MICROS).getNano() != instant.getNano()) {
            return new Fault("is finer than a microsecond", "Write at most 6 decimals of a second");
        }
        cell.set(instant.getEpochSecond() * MICROS + instant.getNano() / 1_000);
        return null;
    }

    /** Strict; {@code yyyy} is taken as {@code uuuu}, {@code yy} needs a first year. */
    private static DateTimeFormatter format(String pattern, @Nullable Integer twoDigitYearsFrom) {
        String years = pattern.replace("yyyy", "uuuu").replace("uuuu", "\0");
        int two = Math.max(years.indexOf("yy"), years.indexOf("uu"));
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        if (two < 0) {
            builder.appendPattern(years.replace("\0", "uuuu"));
        } else if (twoDigitYearsFrom == null) {
            throw new IllegalArgumentException("years of two digits need two_digit_years_from");
        } else {
            if (two > 0) {
                builder.appendPattern(years.substring(0, two));
            }
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, twoDigitYearsFrom);
            if (two + 2 < years.length()) {
                builder.appendPattern(years.substring(two + 2));
            }
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
