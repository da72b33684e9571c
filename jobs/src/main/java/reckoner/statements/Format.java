package reckoner.statements;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import reckoner.Failure;

/** Name a kind of file that a document is written as. */
public enum Format {
    PDF,
    XLSX,
    CSV;

    /** Return the end of the file name, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Read {@code pdf,xlsx,csv} in any order; fail as a wrong command on anything else. */
    public static Set<Format> parse(String text) {
        EnumSet<Format> formats = EnumSet.noneOf(Format.class);
        for (String word : text.split(",")) {
            formats.add(Arrays.stream(values())
                    .filter(format -> format.extension().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Failure.command("'" + word + "' is no format. Use pdf, xlsx, csv, or several: --format pdf,xlsx.")));
        }
        return formats;
    }

    static String text(Set<Format> formats) {
        return formats.stream().map(Format::extension).collect(Collectors.joining(","));
    }
}
