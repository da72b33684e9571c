package reckoner.document;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnitSource;
import org.jfree.chart.axis.TickUnits;

/** Mark an axis of figures at 1, 2 or 5 of each power of ten, with the separators of the document's language. */
final class AxisUnits {

    private static final int LARGEST_POWER = 12;

    private AxisUnits() {}

    static TickUnitSource of(Wording words, boolean whole) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator(words.say("number.group").charAt(0));
        symbols.setDecimalSeparator(words.say("number.decimal").charAt(0));
        TickUnits units = new TickUnits();
        for (int power = whole ? 0 : -4; power <= LARGEST_POWER; power++) {
            // Decimals only where the step has them: 0.1, 0.2, 0.5, 1, 2 …
            DecimalFormat format = new DecimalFormat(power < 0 ? "#,##0." + "0".repeat(-power) : "#,##0", symbols);
            for (int step : new int[] {1, 2, 5}) {
                units.add(new NumberTickUnit(step * Math.pow(10, power), format));
            }
        }
        return units;
    }
}
