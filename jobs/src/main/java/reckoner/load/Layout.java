package reckoner.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a line each column of the feed is read from.
 *
 * @param width fields that every line has
 * @param credit place of the field, or -1, for each column of the feed
 * @param debit place of the second field of an amount in two columns, or -1
 * @param less place of the field that is taken off an amount, or -1
 * @param names what the file calls each of its columns
 */
record Layout(int width, int[] credit, int[] debit, int[] less, List<String> names) {

    private static final String SEPARATORS = ";\t|,";

    /** Fails as {@link Unreadable} where the header is not the one of the mapping. */
    static Layout of(Mapping mapping, Line first) {
        List<String> names = mapping.header() ? header(mapping, first) : positions(first.fields());
        if (mapping.header() && mapping.sources().stream().noneMatch(source -> source.from() != null && names.contains(source.from()))) {
            throw wrongHeader(mapping, names, first);
        }
        int[] credit = new int[mapping.sources().size()];
        int[] debit = new int[credit.length];
        int[] less = new int[credit.length];
        Set<String> unused = new LinkedHashSet<>(names);
        for (int i = 0; i < credit.length; i++) {
            Source source = mapping.sources().get(i);
            credit[i] = place(mapping, source, source.from(), names, first);
            debit[i] = place(mapping, source, source.debit(), names, first);
            less[i] = place(mapping, source, source.less(), names, first);
            unused.removeAll(source.columns());
        }
        for (String other : mapping.others()) {
            if (find(names, other) < 0) {
                throw missing(mapping, other, names, first);
            }
            unused.remove(other);
        }
        unused.removeAll(mapping.ignored());
        if (!unused.isEmpty() && mapping.header() && !mapping.ignoreOthers()) {
            String extra = unused.iterator().next();
            throw new Unreadable(first.line(), extra, "", "is no column of " + mapping.name() + near(extra, mapping),
                    "Take it out, or list it under 'ignore' of a mapping in config/feeds.yaml");
        }
        return new Layout(names.size(), credit, debit, less, names);
    }

    /** What the file calls the column, for messages. */
    String nameOf(Source source, int column) {
        return credit[column] < 0 || source.from() == null ? source.column().name() : names.get(credit[column]);
    }

    private static List<String> header(Mapping mapping, Line first) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.fields(); i++) {
            String name = first.field(i).toString();
            if (names.contains(name) && !name.isEmpty()) {
                throw new Unreadable(first.line(), name, "", "stands twice in the header", "Take one of the two columns out");
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> positions(int width) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            names.add(String.valueOf(i));
        }
        return names;
    }

    private static int place(Mapping mapping, Source source, @Nullable String name, List<String> names, Line first) {
        if (name == null) {
            return -1;
        }
        int place = find(names, name);
        if (place < 0 && !source.column().omissible()) {
            throw missing(mapping, name, names, first);
        }
        return place;
    }

    /** By name, else by position from 1; -1 where neither is there. */
    private static int find(List<String> names, String name) {
        int place = names.indexOf(name);
        boolean position = place < 0 && name.matches("[1-9][0-9]{0,3}") && Integer.parseInt(name) <= names.size();
        return position ? Integer.parseInt(name) - 1 : place;
    }

    /** Place of a column that is there. */
    int place(String name) {
        return find(names, name);
    }

    private static Unreadable missing(Mapping mapping, String name, List<String> names, Line first) {
        String other = names.stream().filter(n -> n.strip().equalsIgnoreCase(name)).findFirst().orElse(null);
        return new Unreadable(first.line(), name, "",
                "is missing in the header" + (other == null ? "" : "; there is '" + Rejection.shown(other) + "'"),
                other == null ? "Add the column, also where it stays empty" : "Names of columns are taken exactly as written");
    }

    private static Unreadable wrongHeader(Mapping mapping, List<String> names, Line first) {
        String text = names.get(0);
        for (char other : SEPARATORS.toCharArray()) {
            if (other != mapping.separator() && text.indexOf(other) >= 0) {
                return new Unreadable(first.line(), "", text,
                        "%d column found, %d expected; is the separator '%s'?".formatted(
                                names.size(), mapping.sources().size(), other == '\t' ? "tab" : String.valueOf(other)),
                        "Separate with '%s', or write a mapping in config/feeds.yaml".formatted(mapping.separator()));
            }
        }
        return new Unreadable(first.line(), "", text, "is no header of " + mapping.name(),
                "The first line names the columns, such as " + mapping.sources().get(0).from());
    }

    private static String near(String extra, Mapping mapping) {
        return mapping.sources().stream()
                .map(Source::from)
                .filter(name -> name != null && name.equalsIgnoreCase(extra.strip()))
                .findFirst()
                .map(name -> "; is it '" + name + "'?")
                .orElse("");
    }
}
