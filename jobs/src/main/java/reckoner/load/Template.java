package reckoner.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reckoner.Sha256;

/** A text made of constant words, columns of the file, {@code {time:pattern}} of the entry, and digests of several columns. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}:]+)(?::([^{}]+))?\\}");

    private interface Part {
        void append(StringBuilder text, Line line, Layout layout, Row row);
    }

    private final List<Part> parts = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private boolean readsTime;

    /** Just this text. */
    static Template literal(String text) {
        Template template = new Template();
        template.parts.add((to, line, layout, row) -> to.append(text));
        return template;
    }

    /** Fails as {@link IllegalArgumentException} where a pattern is none. */
    static Template of(String text, Feed feed, ZoneId zone) {
        Template template = new Template();
        Matcher matcher = PLACE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            template.literalPart(text.substring(at, matcher.start()));
            if (matcher.group(2) == null) {
                template.column(matcher.group(1));
            } else {
                template.time(feed.indexOf(matcher.group(1)), matcher.group(1), DateTimeFormatter.ofPattern(matcher.group(2), Locale.ROOT).withZone(zone));
            }
            at = matcher.end();
        }
        template.literalPart(text.substring(at));
        return template;
    }

    /** 32 hexadecimal digits that stand for the values of these columns; for lines to which the source gives no id. */
    static Template digest(List<String> columns) {
        Template template = new Template();
        template.columns.addAll(columns);
        template.parts.add((text, line, layout, row) -> {
            StringBuilder values = new StringBuilder();
            columns.forEach(column -> values.append(line.field(layout.place(column))).append('\u001F'));
            text.append(Sha256.of(values.toString()).substring(0, 32));
        });
        return template;
    }

    private void literalPart(String text) {
        if (!text.isEmpty()) {
            parts.add((to, line, layout, row) -> to.append(text));
        }
    }

    private void column(String name) {
        columns.add(name);
        parts.add((text, line, layout, row) -> text.append(line.field(layout.place(name))));
    }

    private void time(int column, String name, DateTimeFormatter format) {
        if (column < 0) {
            throw new IllegalArgumentException("{" + name + ":…} must name a time of the feed");
        }
        readsTime = true;
        parts.add((text, line, layout, row) -> {
            try {
                format.formatTo(Instant.EPOCH.plus(row.number(column), ChronoUnit.MICROS), text);
            } catch (DateTimeException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Columns of the file that it needs. */
    List<String> columns() {
        return columns;
    }

    /** Can it be filled only when the time of the line is known? */
    boolean readsTime() {
        return readsTime;
    }

    String text(Line line, Layout layout, Row row) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> part.append(text, line, layout, row));
        return text.toString();
    }
}
