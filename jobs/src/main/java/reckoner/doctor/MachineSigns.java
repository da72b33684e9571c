package reckoner.doctor;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import reckoner.table.Figures;

/** Java, its memory, and the fonts that documents are drawn with. */
final class MachineSigns {

    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_JAVA = 25;
    private static final long LEAST_HEAP = 250L << 20;
    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

    private MachineSigns() {}

    static List<Sign> all() {
        return List.of(java(), heap(), font(), zone());
    }

    private static Sign java() {
        int version = Runtime.version().feature();
        return Sign.of(version >= OLDEST_JAVA && version <= NEWEST_JAVA, Sign.State.WARN, "Java", Runtime.version().toString(),
                "Tested with %d to %d. Set JAVA_HOME to one of these.".formatted(OLDEST_JAVA, NEWEST_JAVA));
    }

    private static Sign heap() {
        long most = Runtime.getRuntime().maxMemory();
        return Sign.of(most >= LEAST_HEAP, Sign.State.WARN, "Heap", Figures.whole(most >> 20) + " MB at most",
                "Give at least 256 MB: RECKONER_HEAP=512m");
    }

    private static Sign font() {
        try (InputStream in = MachineSigns.class.getResourceAsStream(FONT)) {
            if (in == null) {
                return new Sign("Fonts", Sign.State.BAD, FONT + " is not in the build", "Build again: remove .run and repeat.");
            }
            return Sign.good("Fonts", Font.createFont(Font.TRUETYPE_FONT, in).getFontName() + " can be drawn with");
        } catch (IOException | FontFormatException | RuntimeException e) {
            return new Sign("Fonts", Sign.State.BAD, "cannot be read: " + e.getMessage(),
                    "Start by ./run.sh, which brings fonts along; or install fontconfig and a font. A Java without desktop parts (headless) may lack libfreetype6 and libharfbuzz0b.");
        }
    }

    /** Which rules of summer time are known is decided by the JDK; a country may change them a month ahead. */
    private static Sign zone() {
        return Sign.good("Time zones", "rules of " + java.time.zone.ZoneRulesProvider.getVersions("UTC").lastKey());
    }
}
