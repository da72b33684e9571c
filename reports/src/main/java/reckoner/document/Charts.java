package reckoner.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CenterTextMode;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.RingPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.general.DefaultPieDataset;
import reckoner.statement.Bucket;
import reckoner.statement.EngineUse;
import reckoner.statement.Interval;

/** Draw the donut by engine and the activity timeline; every font and colour is explicit, for a machine may have no fonts at all. */
final class Charts {

    private static final Color INK = Color.decode("#1F2933");
    private static final Color SOFT_INK = Color.decode("#5B6875");
    private static final Color GRID = Color.decode("#E4E9ED");
    private static final Color EMPTY_RING = Color.decode("#E4E9ED");

    private record Face(int style, float size) {}

    private static final Map<Face, Font> FONTS = new ConcurrentHashMap<>();

    private Charts() {}

    /** Draw the credits used by engine as a ring with the total in its middle. */
    static JFreeChart donut(Wording words, List<EngineUse> uses, BigDecimal total) {
        return ring(words, uses.stream().map(EngineUse::engine).toList(), uses.stream().map(EngineUse::amount).toList(), total);
    }

    /** Draw amounts, the largest first, as a ring with their total in its middle. */
    static JFreeChart ring(Wording words, List<String> names, List<BigDecimal> amounts, BigDecimal total) {
        Palette palette = Palette.named(names);
        DefaultPieDataset<String> data = new DefaultPieDataset<>();
        RingPlot plot = new RingPlot(data);
        BigDecimal others = BigDecimal.ZERO;
        for (int i = 0; i < names.size(); i++) {
            if (palette.shows(names.get(i))) {
                slice(data, plot, names.get(i), amounts.get(i), palette.colour(names.get(i)));
            } else {
                others = others.add(amounts.get(i));
            }
        }
        if (others.signum() > 0) {
            slice(data, plot, words.say("ring.other"), others, Palette.other());
        }
        if (total.signum() == 0) {
            slice(data, plot, words.say("ring.empty"), BigDecimal.ONE, EMPTY_RING);
        }
        plot.setSectionDepth(0.34);
        plot.setSeparatorsVisible(names.size() > 1);
        plot.setSeparatorPaint(Color.WHITE);
        plot.setSeparatorStroke(new BasicStroke(1.4f));
        plot.setInnerSeparatorExtension(0);
        plot.setOuterSeparatorExtension(0);
        plot.setSectionOutlinesVisible(false);
        plot.setLabelGenerator(null);
        plot.setShadowPaint(null);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(null);
        plot.setInteriorGap(0);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setCenterTextMode(CenterTextMode.FIXED);
        plot.setCenterText(words.money(total));
        plot.setCenterTextFont(font(Font.BOLD, 14));
        plot.setCenterTextColor(INK);
        return bare(new JFreeChart(null, font(Font.BOLD, 10), plot, false));
    }

    /** Draw activities and credits used per interval as two rows of bars over one axis of time. */
    static JFreeChart timeline(Wording words, List<Bucket> buckets, ZoneId zone, Branding branding) {
        DefaultCategoryDataset activities = new DefaultCategoryDataset();
        DefaultCategoryDataset credits = new DefaultCategoryDataset();
        List<Tick> ticks = Tick.of(words, buckets, zone);
        String counted = words.say("column.activities");
        String used = words.say("column.used");
        for (int i = 0; i < buckets.size(); i++) {
            activities.addValue(buckets.get(i).activities(), counted, ticks.get(i));
            credits.addValue(buckets.get(i).creditsUsed(), used, ticks.get(i));
        }
        return overTime(words, activities, counted, credits, used, branding);
    }

    /** Draw counts and amounts of discrepancies per interval in the same way. */
    static JFreeChart discrepancies(Wording words, List<Interval> intervals, Branding branding) {
        DefaultCategoryDataset counts = new DefaultCategoryDataset();
        DefaultCategoryDataset amounts = new DefaultCategoryDataset();
        List<Tick> ticks = Tick.ofIntervals(words, intervals);
        for (int i = 0; i < intervals.size(); i++) {
            counts.addValue(intervals.get(i).count(), "Discrepancies", ticks.get(i));
            amounts.addValue(intervals.get(i).amount(), "Amount", ticks.get(i));
        }
        return overTime(words, counts, "Discrepancies", amounts, "Amount", branding);
    }

    private static JFreeChart overTime(
            Wording words, DefaultCategoryDataset counts, String countLabel, DefaultCategoryDataset amounts, String amountLabel,
            Branding branding) {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(font(Font.PLAIN, 6.5f));
        axis.setTickLabelPaint(SOFT_INK);
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(SOFT_INK);
        axis.setLowerMargin(0.005);
        axis.setUpperMargin(0.005);
        axis.setCategoryMargin(counts.getColumnCount() > 100 ? 0.05 : 0.3);
        axis.setMaximumCategoryLabelWidthRatio(12f);
        CombinedDomainCategoryPlot plot = new CombinedDomainCategoryPlot(axis);
        plot.setGap(9);
        plot.add(bars(words, counts, countLabel, Color.decode(branding.accent()), true));
        plot.add(bars(words, amounts, amountLabel, Color.decode(branding.highlight()), false));
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(null);
        // Room for the topmost figure of the upper axis.
        plot.setInsets(new RectangleInsets(5, 0, 0, 2));
        return bare(new JFreeChart(null, font(Font.BOLD, 10), plot, false));
    }

    /** Name the length of a timeline's intervals, hour or day. */
    static String interval(List<Bucket> buckets) {
        return buckets.stream().anyMatch(bucket -> bucket.label().indexOf(':') > 0) ? "hour" : "day";
    }

    /** Return the font from our own jar. */
    static Font font(int style, float size) {
        return FONTS.computeIfAbsent(new Face(style, size), face -> FontUtil.getInstance(DefaultJasperReportsContext.getInstance())
                .getAwtFontFromBundles(true, Printable.FIRST, style, size, Locale.ENGLISH, false));
    }

    private static void slice(DefaultPieDataset<String> data, RingPlot plot, String name, BigDecimal amount, Paint colour) {
        data.setValue(name, amount);
        plot.setSectionPaint(name, colour);
    }

    private static CategoryPlot bars(Wording words, DefaultCategoryDataset data, String label, Color colour, boolean whole) {
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, colour);
        renderer.setMaximumBarWidth(0.07);
        NumberAxis axis = new NumberAxis(label);
        axis.setLabelFont(font(Font.BOLD, 6.5f));
        axis.setLabelPaint(SOFT_INK);
        axis.setTickLabelFont(font(Font.PLAIN, 6.5f));
        axis.setTickLabelPaint(SOFT_INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setUpperMargin(0.12);
        axis.setStandardTickUnits(AxisUnits.of(words, whole));
        CategoryPlot plot = new CategoryPlot(data, null, axis, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    private static JFreeChart bare(JFreeChart chart) {
        chart.setBackgroundPaint(null);
        chart.setBorderVisible(false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }
}
