package reckoner.document;

import java.awt.Color;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Say who issues the documents and in which colours.
 *
 * @param accent the brand's colour, for the header band and headings, as {@code #rrggbb}
 * @param highlight a second colour for thin rules and bars, as {@code #rrggbb}
 * @param footer one line at the foot of each page
 * @param language what the documents speak, unless their account speaks another
 * @param logo an SVG, PNG or JPEG file for the header band; null for the issuer's name in type
 */
public record Branding(
        String issuer,
        List<String> address,
        String contact,
        String accent,
        String highlight,
        String footer,
        Language language,
        Paper paper,
        @Nullable Path logo) {

    private static final Set<String> KEYS = Set.of("issuer", "address", "contact", "accent", "highlight", "footer", "language", "paper", "logo");

    public Branding {
        address = List.copyOf(address);
        Color.decode(accent);
        Color.decode(highlight);
    }

    /** Return the brand of a fictional issuer, for demonstrations and tests. */
    public static Branding standard() {
        return new Branding("Booth Cloud", List.of("Booth Cloud Inc.", "48 Harbour Street", "Portland, ME 04101"),
                "billing@boothcloud.example", "#12355B", "#2A9D8F",
                "Booth Cloud Inc. · AI credits are prepaid and not transferable · billing@boothcloud.example",
                Language.EN, Paper.A4, null);
    }

    /** Return the same brand, speaking another language. */
    public Branding in(Language other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, other, paper, logo);
    }

    /** Return the same brand on other paper. */
    public Branding on(Paper other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, language, other, logo);
    }

    /** Return the same brand with its logo in another place, or without one. */
    public Branding withLogo(@Nullable Path other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, language, paper, other);
    }

    /**
     * Load {@code branding.properties} (UTF-8) and the logo beside it; without the file, return the standard brand.
     *
     * @throws IllegalArgumentException if a key is unknown, a colour, language or paper is none, or the logo is missing
     */
    public static Branding load(Path folder) throws IOException {
        Path file = folder.resolve("branding.properties");
        if (!Files.exists(file)) {
            return standard();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(file + ": unknown " + unknown + ". Known are " + new TreeSet<>(KEYS) + ".");
        }
        return of(properties, folder, file);
    }

    private static Branding of(Properties properties, Path folder, Path file) {
        Branding other = standard();
        List<String> address = Stream.of(properties.getProperty("address", "").split("\\|"))
                .map(String::strip).filter(line -> !line.isEmpty()).toList();
        return new Branding(
                properties.getProperty("issuer", other.issuer),
                address,
                properties.getProperty("contact", ""),
                colour(properties.getProperty("accent", other.accent), file),
                colour(properties.getProperty("highlight", other.highlight), file),
                properties.getProperty("footer", ""),
                named(properties.getProperty("language", "en"), Language::of, file),
                named(properties.getProperty("paper", "A4"), Paper::of, file),
                logo(properties.getProperty("logo", ""), folder, file));
    }

    private static <T> T named(String text, Function<String, T> reading, Path file) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        }
    }

    private static String colour(String text, Path file) {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException(file + ": '" + text + "' is no colour. Write it like #12355B.");
        }
        return text;
    }

    private static @Nullable Path logo(String name, Path folder, Path file) {
        if (name.isBlank()) {
            return null;
        }
        Path logo = folder.resolve(name.strip());
        if (!Files.isReadable(logo)) {
            throw new IllegalArgumentException(file + ": logo " + logo + " cannot be read. Put it there or remove the line.");
        }
        return logo;
    }
}
