package reckoner.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** What a bench of loads measured, beside its goals; losses are said as plainly as wins. */
public final class LoadFigures {

    private static final BigDecimal FIRST_AT_MOST = new BigDecimal("0.6");
    private static final BigDecimal STOCK_AT_LEAST = BigDecimal.TEN;
    private static final BigDecimal AGAIN_BELOW = new BigDecimal("0.25");
    private static final BigDecimal DAY_BELOW_SECONDS = new BigDecimal("5");
    /** Linear, with some room for what grows with the logarithm: the sorting of keys. */
    private static final BigDecimal GROWTH_AT_MOST = new BigDecimal("1.3");
    private static final long HEAP_AT_MOST_MIB = 256;

    final LoadCase copy;
    final LoadCase psql;
    final LoadCase stock;
    final LoadCase first;
    final LoadCase again;
    final LoadCase repacked;
    final LoadCase large;
    final LoadCase daily;
    private final LoadBench.Plan plan;
    private final int accounts;
    private final long bytes;
    private long peakMebibytes;

    LoadFigures(LoadBench.Plan plan, int accounts, long bytes) {
        this.plan = plan;
        this.accounts = accounts;
        this.bytes = bytes;
        copy = new LoadCase("(a) plain COPY, driver", plan.rows());
        psql = new LoadCase("(a) plain \\copy, psql", plan.rows());
        stock = new LoadCase("(b) stock Spring Batch", plan.rows());
        first = new LoadCase("(c) ours, first load", plan.rows());
        again = new LoadCase("(d) ours, same file again", plan.rows());
        repacked = new LoadCase("(d) ours, same rows in another file", plan.rows());
        large = new LoadCase(String.format(Locale.ROOT, "(c) ours, first load of %,d", plan.dailyOn()), plan.dailyOn());
        daily = new LoadCase(String.format(Locale.ROOT, "(e) ours, a day's %,d on %,d", plan.day(), plan.dailyOn()), plan.day());
    }

    void peak(long mebibytes) {
        peakMebibytes = Math.max(peakMebibytes, mebibytes);
    }

    /** One row for each case; what was not measured has none. */
    public Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        for (LoadCase one : LoadBench.measured(this)) {
            String goal = goal(one);
            rows.add(List.of(Cell.text(one.name()), Cell.quantity(one.median()), Cell.quantity(one.fastest()), Cell.quantity(one.slowest()),
                    Cell.whole(one.rowsPerSecond()), one == daily || one == large || copy.isEmpty() ? Cell.EMPTY : Cell.quantity(one.times(copy)),
                    Cell.text(goal), Cell.text(goal.isEmpty() ? "" : met(isMet(one)))));
        }
        if (!stock.isEmpty()) {
            rows.add(total("(b) / (c)", Cell.quantity(stock.times(first)), "at least " + STOCK_AT_LEAST, stock.times(first).compareTo(STOCK_AT_LEAST) >= 0));
        }
        if (!large.isEmpty()) {
            rows.add(total("(c) a row of the large one / of the small one", Cell.quantity(large.perRow(first)), "at most " + GROWTH_AT_MOST,
                    large.perRow(first).compareTo(GROWTH_AT_MOST) <= 0));
        }
        rows.add(total("(c) peak heap, MiB", Cell.whole(peakMebibytes), "at most " + HEAP_AT_MOST_MIB, peakMebibytes <= HEAP_AT_MOST_MIB));
        return Table.of(String.format(Locale.ROOT, "Load of %,d rows, %,d accounts, %,d bytes; wall time in seconds, median of %d, heap limit %d MiB",
                        plan.rows(), accounts, bytes, plan.runs(), Runtime.getRuntime().maxMemory() >> 20),
                List.of(Column.left("Case", 45), Column.right("Median", 9), Column.right("Min", 9), Column.right("Max", 9),
                        Column.right("Rows/s", 10), Column.right("Of (a)", 8), Column.left("Goal", 16), Column.left("Met", 4)),
                rows);
    }

    private static List<Cell> total(String name, Cell figure, String goal, boolean isMet) {
        return List.of(Cell.text(name), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, figure, Cell.text(goal), Cell.text(met(isMet)));
    }

    private static String met(boolean isMet) {
        return isMet ? "yes" : "NO";
    }

    /** What it is about, for JSON. */
    public Map<String, @Nullable Object> about() {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("rows", plan.rows());
        about.put("accounts", accounts);
        about.put("bytes", bytes);
        about.put("runs", plan.runs());
        about.put("dailyOn", plan.dailyOn());
        about.put("peakHeapMebibytes", peakMebibytes);
        about.put("heapLimitMebibytes", Runtime.getRuntime().maxMemory() >> 20);
        return about;
    }

    private String goal(LoadCase one) {
        return one == first && !copy.isEmpty() ? "at most " + FIRST_AT_MOST + " of (a)"
                : one == again ? "below " + AGAIN_BELOW + " of (c)"
                : one == daily ? "below " + DAY_BELOW_SECONDS + " s" : "";
    }

    private boolean isMet(LoadCase one) {
        return one == first ? first.times(copy).compareTo(FIRST_AT_MOST) <= 0
                : one == again ? again.times(first).compareTo(AGAIN_BELOW) < 0
                : daily.median().compareTo(DAY_BELOW_SECONDS) < 0;
    }
}
