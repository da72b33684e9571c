package reckoner.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Write amounts, counts, shares and moments as people and spreadsheets read them, whatever the locale of the machine. */
public final class Figures {

    /** The true minus sign, as wide as a digit. */
    private static final char MINUS = '\u2212';

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SECOND_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm", Locale.ENGLISH);

    private Figures() {}

    /** Write an amount for people: {@code 1,234.50} with a true minus sign; two decimals, more only if it has more. */
    public static String money(BigDecimal value) {
        String plain = grouped(atLeastCents(value.abs()).toPlainString());
        return value.signum() < 0 ? MINUS + plain : plain;
    }

    /** Write an amount with its sign even when positive, for movements; zero has none. */
    public static String movement(BigDecimal value) {
        return value.signum() > 0 ? "+" + money(value) : money(value);
    }

    /** Write an amount for programs: {@code -1234.50}. */
    public static String plainMoney(BigDecimal value) {
        return atLeastCents(value).toPlainString();
    }

    /** Write a count for people: {@code 12,345}. */
    public static String whole(long value) {
        String digits = BigDecimal.valueOf(value).abs().toPlainString();
        return (value < 0 ? String.valueOf(MINUS) : "") + grouped(digits);
    }

    /** Write a measure for programs, without trailing zeros. */
    public static String plainQuantity(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** Write a measure for people, without trailing zeros. */
    public static String quantity(BigDecimal value) {
        String plain = grouped(plainQuantity(value.abs()));
        return value.signum() < 0 ? MINUS + plain : plain;
    }

    /** Write a percentage for people: {@code 12.5 %}. */
    public static String percent(BigDecimal value) {
        return value.toPlainString() + " %";
    }

    /** Write a local second, {@code 2026-03-01 14:05:33}; with its offset only in the hour that occurs twice. */
    public static String moment(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS);
        boolean twice = zone.getRules().getValidOffsets(local).size() > 1;
        return twice ? SECOND_OFFSET.format(at.atZone(zone)) : SECOND.format(local);
    }

    /** Write a local minute in words: {@code 1 March 2026 14:05}. */
    public static String longMoment(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    private static BigDecimal atLeastCents(BigDecimal value) {
        if (value.scale() <= 2) {
            return value.setScale(2);
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain);
        for (int i = (point < 0 ? plain.length() : point) - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
