package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import reckoner.statement.Samples;

/** All text can be read on all grounds that it may stand on (WCAG 2.2, level AA). */
class ContrastTest {

    /** Styles of the layout that paint a ground, or a rule, and print no text. */
    private static final Set<String> GROUNDS = Set.of("accentFill", "highlightFill", "tint", "notable", "hairline", "verdictFill");
    private static final Pattern TEXT = Pattern.compile("<(?:style name=\"(\\w+)\"|element kind=\"textField\"|conditionalStyle)[^>]*?forecolor=\"(#[0-9A-F]{6})\"");
    private static final Pattern GROUND = Pattern.compile("backcolor=\"(#[0-9A-F]{6})\"");

    @Test
    void the_measure_is_that_of_the_standard() {
        assertThat(Contrast.of(Color.BLACK, Color.WHITE)).isEqualTo(21.0);
        assertThat(Contrast.of(Color.decode("#777777"), Color.WHITE)).isBetween(4.47, 4.49);
        assertThat(Contrast.of(Color.WHITE, Color.decode("#767676"))).isBetween(4.53, 4.55);
        assertThat(Contrast.of(Color.decode(Contrast.darkened(Color.YELLOW, Contrast.OF_TEXT)), Color.WHITE)).isBetween(4.5, 4.9);
    }

    @Test
    void text_of_the_layout_stands_out_from_every_ground() throws IOException {
        String layout;
        try (InputStream in = ContrastTest.class.getResourceAsStream("document.jrxml")) {
            layout = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> grounds = new TreeSet<>(List.of("#FFFFFF", "#EDF0F3"));
        GROUND.matcher(layout).results().map(found -> found.group(1)).forEach(grounds::add);
        Set<String> texts = new TreeSet<>();
        for (Matcher found = TEXT.matcher(layout); found.find();) {
            if (found.group(1) == null || !GROUNDS.contains(found.group(1))) {
                texts.add(found.group(2));
            }
        }
        Stream.of(Samples.AGREES, Gallery.difficult().verdict()).map(VerdictWords::colour).forEach(texts::add);
        assertThat(texts).contains("#1F2933", "#5B6875", "#B3261E", "#FFFFFF");
        assertThat(grounds).contains("#F3F6F8", "#FFF8E8", "#12355B");
        for (String text : texts) {
            for (String ground : grounds) {
                boolean light = Contrast.of(Color.decode(ground), Color.WHITE) < 1.5;
                // White letters stand on the brand's colours, all others on light grounds.
                if (light != text.equals("#FFFFFF") && !ground.equals("#2A9D8F")) {
                    assertThat(Contrast.of(Color.decode(text), Color.decode(ground))).as(text + " on " + ground).isGreaterThanOrEqualTo(Contrast.OF_TEXT);
                }
            }
        }
    }

    @Test
    void cells_of_the_workbook_can_be_read() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            new BookStyles(book, Branding.load(Path.of("../config/branding")));
            int own = 0;
            for (int i = 0; i < book.getNumCellStyles(); i++) {
                XSSFCellStyle style = book.getCellStyleAt(i);
                XSSFColor text = style.getFont().getXSSFColor();
                if (text != null && text.getRGB() != null) {
                    own++;
                    assertThat(Contrast.of(colour(text), ground(style))).as("style " + i).isGreaterThanOrEqualTo(Contrast.OF_TEXT);
                }
                assertThat(style.getDataFormatString()).doesNotContain("[Red]");
            }
            assertThat(own).isGreaterThan(8);
        }
    }

    private static Color ground(XSSFCellStyle style) {
        return style.getFillPattern() == FillPatternType.SOLID_FOREGROUND ? colour(style.getFillForegroundXSSFColor()) : Color.WHITE;
    }

    private static Color colour(XSSFColor colour) {
        byte[] rgb = colour.getRGB();
        return new Color(rgb[0] & 0xFF, rgb[1] & 0xFF, rgb[2] & 0xFF);
    }
}
