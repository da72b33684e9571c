package reckoner.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Hold one typed value of a table, so that each format can write it in its own way. */
public sealed interface Cell {

    /** Hold words; an empty text is an empty cell. */
    record Text(String value) implements Cell {}

    /** Hold a count. */
    record Whole(long value) implements Cell {}

    /** Hold an amount; shown with two decimals, more only if it has more. */
    record Money(BigDecimal value) implements Cell {}

    /** Hold a measure without a unit of money; shown without trailing zeros. */
    record Quantity(BigDecimal value) implements Cell {}

    /** Hold a point in time, shown in the zone. */
    record Moment(Instant value, ZoneId zone) implements Cell {}

    /** Hold a percentage: 12.5 is 12.5 %. */
    record Percent(BigDecimal value) implements Cell {}

    /** The empty cell. */
    Cell EMPTY = new Text("");

    /** Return a text cell, empty for null. */
    static Cell text(@Nullable String value) {
        return value == null || value.isEmpty() ? EMPTY : new Text(value);
    }

    /** Return a cell that holds a count. */
    static Cell whole(long value) {
        return new Whole(value);
    }

    /** Return a money cell, empty for null. */
    static Cell money(@Nullable BigDecimal value) {
        return value == null ? EMPTY : new Money(value);
    }

    /** Return a quantity cell, empty for null. */
    static Cell quantity(@Nullable BigDecimal value) {
        return value == null ? EMPTY : new Quantity(value);
    }

    /** Return a cell that holds a point in time, empty for null. */
    static Cell moment(@Nullable Instant value, ZoneId zone) {
        return value == null ? EMPTY : new Moment(value, zone);
    }

    /** Return a percentage cell, empty for null. */
    static Cell percent(@Nullable BigDecimal value) {
        return value == null ? EMPTY : new Percent(value);
    }
}
