package reckoner.document;

import java.awt.Color;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
 * @param pdfLines the longest ledger that a PDF lists; a longer one is in the workbook and the CSV file, and the page says so
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
        int pdfLines,
        @Nullable Path logo) {

    /** As many lines, 1,700 pages, as a heap of 512 MB can print. */
    public static final int MOST_PDF_LINES = 100_000;

    private static final Set<String> KEYS = Set.of("issuer", "address", "contact", "accent", "highlight", "footer", "language", "paper", "pdf-lines", "logo");

    public Branding {
        address = List.copyOf(address);
        Color.decode(accent);
        Color.decode(highlight);
        if (pdfLines < 1 || pdfLines > MOST_PDF_LINES) {
            throw new IllegalArgumentException("pdf-lines = " + pdfLines + ": give 1 to " + MOST_PDF_LINES + ".");
        }
    }

    /** Return the brand of a fictional issuer, for demonstrations and tests. */
    public static Branding standard() {
        return new Branding("Booth Cloud", List.of("Booth Cloud Inc.", "48 Harbour Street", "Portland, ME 04101"),
                "billing@boothcloud.example", "#12355B", "#2A9D8F",
                "Booth Cloud Inc. · AI credits are prepaid and not transferable · billing@boothcloud.example",
                Language.EN, Paper.A4, MOST_PDF_LINES, null);
    }

    /** Return the same brand, speaking another language. */
    public Branding in(Language other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, other, paper, pdfLines, logo);
    }

    /** Return the same brand on other paper. */
    public Branding on(Paper other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, language, other, pdfLines, logo);
    }

    /** Return the same brand with another longest ledger in PDF. */
    public Branding listing(int lines) {
        return new Branding(issuer, address, contact, accent, highlight, footer, language, paper, lines, logo);
    }

    /** Return the same brand with its logo in another place, or without one. */
    public Branding withLogo(@Nullable Path other) {
        return new Branding(issuer, address, contact, accent, highlight, footer, language, paper, pdfLines, other);
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
                colour(properties.getProperty("accent", other.accent), Contrast.OF_TEXT, file),
                colour(properties.getProperty("highlight", other.highlight), Contrast.OF_GRAPHICS, file),
                properties.getProperty("footer", ""),
                named(properties.getProperty("language", "en"), Language::of, file),
                named(properties.getProperty("paper", "A4"), Paper::of, file),
                named(properties.getProperty("pdf-lines", String.valueOf(MOST_PDF_LINES)), Branding::lines, file),
                logo(properties.getProperty("logo", ""), folder, file));
    }

    private static <T> T named(String text, Function<String, T> reading, Path file) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        }
    }

    private static int lines(String text) {
        if (!text.strip().matches("[0-9]{1,6}") || Integer.parseInt(text.strip()) < 1 || Integer.parseInt(text.strip()) > MOST_PDF_LINES) {
            throw new IllegalArgumentException("pdf-lines = " + text + ": give 1 to " + MOST_PDF_LINES + ".");
        }
        return Integer.parseInt(text.strip());
    }

    /** A colour that stands out from white: letters and bars are in it, and white letters on it. */
    private static String colour(String text, double contrast, Path file) {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException(file + ": '" + text + "' is no colour. Write it like #12355B.");
        }
        double seen = Contrast.of(Color.decode(text), Color.WHITE);
        if (seen < contrast) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "%s: %s has a contrast of %.1f to 1 with white, and people can read it from %.1f to 1 on (WCAG 2.2). Take a darker one, such as %s.",
                    file, text, Math.floor(seen * 10) / 10, contrast, Contrast.darkened(Color.decode(text), contrast)));
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
