package reckoner.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping that say which lines of a file are meant and what stands around them. */
final class MappedLines {

    private static final int MOST_PLACES = 6;

    private MappedLines() {}

    static Instant datesFrom(Section mapping, ZoneId zone) {
        String text = mapping.text("dates_from", "2000-01-01");
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw mapping.at("dates_from").wrong("is '" + text + "', must be a date such as 1993-01-01");
        }
    }

    static Filter filter(Section mapping) {
        return new Filter(columnsAndValues(mapping, "only"), columnsAndValues(mapping, "skip"));
    }

    private static Map<String, Set<String>> columnsAndValues(Section mapping, String key) {
        Section section = mapping.section(key);
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        if (section != null) {
            section.keys().forEach(column -> columns.put(column, Set.copyOf(section.list(column))));
        }
        return columns;
    }

    static @Nullable Trailer trailer(Section mapping, ForeignKinds kinds) {
        Section section = mapping.section("trailer");
        if (section == null) {
            return null;
        }
        Trailer trailer = new Trailer(section.required("begins"), (int) number(section, "rows"), (int) number(section, "sum"),
                kinds.of(Kinds.MONEY, null, null));
        section.end();
        return trailer;
    }

    static @Nullable Shift shift(Section mapping) {
        Section section = mapping.section("decimal_shift");
        if (section == null) {
            return null;
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        String from = section.required("from");
        section.table("places").forEach((value, shift) -> {
            if (!shift.matches("[0-" + MOST_PLACES + "]")) {
                throw section.at("places").wrong("has '" + shift + "', must be 0 to " + MOST_PLACES);
            }
            places.put(value, Integer.valueOf(shift));
        });
        section.end();
        return new Shift(from, places);
    }

    /** A whole number, 0 where the key is missing. */
    static long number(Section section, String key) {
        String text = section.text(key, "0");
        Cell cell = new Cell();
        Fault fault = text.isEmpty() || text.length() > 6 ? new Fault("is no number up to 999999", "") : Decimals.sequence(text, cell);
        if (fault != null) {
            throw section.at(key).wrong(fault.reason());
        }
        return cell.number;
    }
}
