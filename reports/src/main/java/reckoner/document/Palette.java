package reckoner.document;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reckoner.statement.EngineUse;

/**
 * Give each engine its colour: known engines always the same, others the free ones in order of their amount, all past the eighth grey.
 *
 * <p>The colours are Paul Tol's "muted" scheme, made for readers with any kind of colour blindness.
 */
public final class Palette {

    /** How many engines a donut shows apart before the rest becomes "Other". */
    static final int SHOWN = 8;

    private static final String OTHER = "#9AA5B1";

    private static final List<String> COLOURS = List.of(
            "#332288", "#44AA99", "#DDCC77", "#CC6677", "#88CCEE", "#117733", "#AA4499", "#999933", "#882255");

    private static final Map<String, String> KNOWN = Map.of(
            "kling", "#332288",
            "nano banana 2", "#44AA99",
            "grok imagine", "#DDCC77",
            "sora", "#CC6677",
            "seedance", "#88CCEE",
            "gpt-image 2", "#117733",
            "ai draw me", "#AA4499",
            "sms", "#999933",
            "editorial ai", "#882255");

    private final Map<String, String> byEngine = new HashMap<>();

    private Palette() {}

    /** Choose the colours for engines that come largest first. */
    static Palette of(List<EngineUse> uses) {
        return named(uses.stream().map(EngineUse::engine).toList());
    }

    /** Choose the colours for whatever a ring shows, the largest first. */
    public static Palette named(List<String> names) {
        Palette palette = new Palette();
        List<String> free = new ArrayList<>(COLOURS);
        List<String> shown = names.stream().limit(names.size() > SHOWN + 1 ? SHOWN : SHOWN + 1).toList();
        for (String engine : shown) {
            String known = KNOWN.get(engine.toLowerCase(Locale.ROOT));
            if (known != null && free.remove(known)) {
                palette.byEngine.put(engine, known);
            }
        }
        for (String engine : shown) {
            if (!palette.byEngine.containsKey(engine)) {
                palette.byEngine.put(engine, free.remove(0));
            }
        }
        return palette;
    }

    /** Tell whether the engine is shown apart. */
    public boolean shows(String engine) {
        return byEngine.containsKey(engine);
    }

    /** Return the engine's colour as {@code #rrggbb}; grey if it is among the others. */
    public String hex(String engine) {
        return byEngine.getOrDefault(engine, OTHER);
    }

    /** Return the engine's colour. */
    Color colour(String engine) {
        return Color.decode(hex(engine));
    }

    /** Return the colour of all engines that are not shown apart. */
    static Color other() {
        return Color.decode(OTHER);
    }
}
