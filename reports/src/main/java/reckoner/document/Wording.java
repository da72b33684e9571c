package reckoner.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Period;
import reckoner.table.Figures;

/**
 * Speak one language: words, figures and dates.
 *
 * <p>Everything comes from our own bundles, names of months too: what a JDK knows of a language changes from release to release, and
 * the bytes of a document must not.
 */
final class Wording {

    private static final Map<Language, Wording> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Wording(language));
        }
    }

    private final Language language;
    private final ResourceBundle bundle;
    private final char group;
    private final char decimal;
    private final DateTimeFormatter second;
    private final List<String> months;
    private final List<String> shortMonths;

    private Wording(Language language) {
        this.language = language;
        this.bundle = load(language);
        this.group = say("number.group").charAt(0);
        this.decimal = say("number.decimal").charAt(0);
        this.second = DateTimeFormatter.ofPattern(say("date.second"), Locale.ROOT);
        this.months = List.of(say("date.months").split(" "));
        this.shortMonths = List.of(say("date.months.short").split(" "));
    }

    static Wording of(Language language) {
        return ALL.get(language);
    }

    Language language() {
        return language;
    }

    /** Return the words by key, for the layout. */
    ResourceBundle bundle() {
        return bundle;
    }

    /** Say the words of a key, with values in the places of {0}, {1} …; a missing key is a mistake of ours. */
    String say(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** Say the words of a key for a count, which is {0}; further values follow it. */
    String count(String key, long count, Object... further) {
        Object[] values = new Object[further.length + 1];
        values[0] = whole(count);
        System.arraycopy(further, 0, values, 1, further.length);
        return say(count == 1 ? key + ".one" : key, values);
    }

    /** Translate words that the ledger or reconciliation says in English, if they are known; others stay as they are. */
    String known(String text) {
        return language == Language.EN ? text : inBundle("known.", text, text);
    }

    /** Say the name of a check. */
    String check(String name) {
        return inBundle("check.", name, name.replace('_', ' '));
    }

    /** Say a likely cause. */
    String cause(String cause) {
        return inBundle("cause.", cause, cause.replace('_', ' '));
    }

    /** Say what a finding of the check means. */
    String meaning(String check, String otherwise) {
        return inBundle("explain.", check, otherwise);
    }

    private String inBundle(String prefix, @Nullable String text, String otherwise) {
        if (text == null || text.isBlank() || text.length() > 100) {
            return otherwise;
        }
        String key = prefix + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
    }

    String money(BigDecimal value) {
        return local(Figures.money(value));
    }

    String movement(BigDecimal value) {
        return local(Figures.movement(value));
    }

    String whole(long value) {
        return local(Figures.whole(value));
    }

    String percent(BigDecimal value) {
        return local(Figures.percent(value));
    }

    /** Write a local second; with its offset only in the hour that occurs twice. */
    String moment(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS);
        String text = second.format(local);
        boolean twice = zone.getRules().getValidOffsets(local).size() > 1;
        return twice ? text + " " + zone.getRules().getOffset(at) : text;
    }

    /** Write a local minute in words, like {@code 1. März 2026 14:05}. */
    String longMoment(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return day(local.toLocalDate()) + " " + twoDigits(local.getHour()) + ":" + twoDigits(local.getMinute());
    }

    /** Write a day in words, like {@code 1. März 2026}. */
    String day(LocalDate day) {
        return say("date.day", day.getDayOfMonth(), months.get(day.getMonthValue() - 1), day.getYear());
    }

    /** Write a day of a known year, like {@code 1. März}, with a short month. */
    String shortDay(LocalDate day) {
        return say("date.short", day.getDayOfMonth(), shortMonths.get(day.getMonthValue() - 1));
    }

    /** Write a month, like {@code März 2026}, with a short month. */
    String shortMonth(YearMonth month) {
        return shortMonths.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    /** Name a period: a month if it is one, else its days, else its minutes. */
    String period(Period period) {
        if (period.isMonth()) {
            return say("date.month", months.get(period.firstDay().getMonthValue() - 1), period.firstDay().getYear());
        }
        if (!period.isDays()) {
            return longMoment(period.from(), period.zone()) + " – " + longMoment(period.to(), period.zone());
        }
        return days(period);
    }

    /** Name the days that a period touches. */
    String days(Period period) {
        LocalDate first = period.firstDay();
        LocalDate last = period.lastDay();
        return first.equals(last) ? day(first) : day(first) + " – " + day(last);
    }

    /** Replace the English separators of a figure, which has no other commas and points. */
    private String local(String figure) {
        if (language == Language.EN) {
            return figure;
        }
        StringBuilder text = new StringBuilder(figure);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            text.setCharAt(i, c == ',' ? group : c == '.' ? decimal : c);
        }
        return text.toString();
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static ResourceBundle load(Language language) {
        String name = "words_" + language.tag() + ".properties";
        try (InputStream in = Wording.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
