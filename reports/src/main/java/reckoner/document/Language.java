package reckoner.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Say in which language a document speaks; words, figures and dates follow it. */
public enum Language {
    EN,
    DE,
    FR,
    ES;

    /** Return its tag, like {@code de} (BCP 47). */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Return the language of a tag; a region, as in {@code de-AT}, is left out.
     *
     * @throws IllegalArgumentException if documents do not speak it
     */
    public static Language of(String tag) {
        String language = tag.strip().split("[-_]", 2)[0];
        return Arrays.stream(values()).filter(one -> one.tag().equalsIgnoreCase(language)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + tag + "' is no language of the documents. Known are "
                        + Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(", ")) + "."));
    }
}
