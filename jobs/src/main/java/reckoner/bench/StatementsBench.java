package reckoner.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;
import reckoner.document.Branding;
import reckoner.document.Documents;
import reckoner.document.StreamedWorkbook;
import reckoner.document.peers.GuideReport;
import reckoner.document.peers.GuideWorkbooks;
import reckoner.document.peers.PlainPdf;
import reckoner.statement.Statement;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Times statements and logs as documents beside the same made as each library's guide shows; needs no database. */
public final class StatementsBench {

    private static final int LINES = 50;
    private static final int DIFFERENT = 40;
    private static final int ACCOUNTS = 100_000;
    private static final BigDecimal PDFS_A_SECOND = BigDecimal.valueOf(100);
    private static final BigDecimal MINUTES = BigDecimal.valueOf(40);
    private static final long HEAP_MEBIBYTES = 512;
    /** The guide's way is so much slower that fewer will do. */
    private static final int GUIDE_SHARE = 5;

    /**
     * What to measure.
     *
     * @param documents of 50 lines, in each round
     * @param rows of the log as a workbook; 0: leave that out
     * @param lines of the long statement; 0: leave that out
     */
    public record Plan(int documents, int rounds, int rows, int lines) {

        public Plan {
            if (documents < 10 || documents > 1_000_000 || rounds < 1 || rounds > 100 || rows < 0 || rows > 10_000_000 || lines < 0 || lines > 10_000_000) {
                throw Failure.command("--documents %d --rounds %d --rows %d --lines %d: give 10 to 1000000 documents, 1 to 100 rounds, and 0 to 10000000 rows and lines."
                        .formatted(documents, rounds, rows, lines));
            }
        }
    }

    /** One line of the result: a case, and what is asked of it. */
    private record Asked(StatementCase done, String goal, @Nullable Boolean met) {}

    private final Plan plan;
    private final Consumer<String> progress;
    private final Documents documents = Documents.create();
    private final Branding branding = Branding.standard();

    /** @param progress is told what comes next */
    public StatementsBench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measure all of it, in turns, so that a busy machine slows all alike. */
    public Table run() throws IOException {
        List<Statement> statements = IntStream.range(0, DIFFERENT).mapToObj(i -> StatementSample.of(i + 1, LINES)).toList();
        GuideReport guide = new GuideReport();
        int some = Math.max(2, plan.documents() / GUIDE_SHARE);
        StatementCase jasper = new StatementCase("(a) JasperReports as its guide has it", some, 1, 1, (i, out) -> guide.pdf(statements.get(i % DIFFERENT), out));
        StatementCase open = new StatementCase("(b) OpenPDF, the table alone", plan.documents(), 1, 1, (i, out) -> PlainPdf.pdf(statements.get(i % DIFFERENT), out));
        List<StatementCase> pdfs = threads("(c) ours, PDF with both charts", (i, out) -> documents.pdf(statements.get(i % DIFFERENT), branding, out));
        List<StatementCase> pairs = threads("(d) ours, PDF and XLSX", (i, out) -> {
            documents.pdf(statements.get(i % DIFFERENT), branding, out);
            documents.workbook(statements.get(i % DIFFERENT), branding, out);
        });
        List<StatementCase> small = new ArrayList<>(List.of(jasper, open));
        small.addAll(pdfs);
        small.addAll(pairs);
        for (StatementCase one : small) {
            progress.accept("warming up: " + one.name());
            one.warmUp(one == jasper ? some : plan.documents());
        }
        rounds(small);
        List<Asked> asked = new ArrayList<>(List.of(new Asked(jasper, "", null), new Asked(open, "", null), new Asked(pdfs.get(0), "", null),
                new Asked(pdfs.get(1), "at least 100 a second", pdfs.get(1).perSecond().compareTo(PDFS_A_SECOND) >= 0), new Asked(pairs.get(0), "", null),
                new Asked(pairs.get(1), "100,000 in 40 min", minutes(pairs.get(1)).compareTo(MINUTES) <= 0)));
        asked.addAll(logs());
        asked.addAll(longStatement());
        return table(asked, minutes(pairs.get(1)));
    }

    private List<StatementCase> threads(String name, StatementCase.Making making) {
        return List.of(new StatementCase(name + ", 1 thread", plan.documents(), 1, 1, making),
                new StatementCase(name + ", 2 threads", plan.documents(), 1, 2, making));
    }

    private static BigDecimal minutes(StatementCase pairs) {
        return BigDecimal.valueOf(ACCOUNTS).divide(pairs.perSecond().max(new BigDecimal("0.1")), 4, RoundingMode.HALF_UP)
                .divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP);
    }

    private List<Asked> logs() {
        if (plan.rows() == 0) {
            return List.of();
        }
        StatementCase sxssf = log("(e) SXSSF as its guide has it", (i, out) -> GuideWorkbooks.sxssf(StatementSample.log(plan.rows()), out));
        StatementCase fast = log("(e) fastexcel as its guide has it", (i, out) -> GuideWorkbooks.fastexcel(StatementSample.log(plan.rows()), 6, out));
        StatementCase fastest = log("(e) fastexcel, compressed as ours", (i, out) -> GuideWorkbooks.fastexcel(StatementSample.log(plan.rows()), 1, out));
        StatementCase ours = log("(e) ours, the log as XLSX", (i, out) -> StreamedWorkbook.write(StatementSample.log(plan.rows()), branding, out));
        rounds(List.of(sxssf, fast, fastest, ours));
        return List.of(new Asked(sxssf, "", null), new Asked(fast, "", null), new Asked(fastest, "", null),
                new Asked(ours, "faster than both fastexcel", ours.perSecond().compareTo(fast.perSecond().max(fastest.perSecond())) > 0));
    }

    private StatementCase log(String name, StatementCase.Making making) {
        return new StatementCase(name, 1, plan.rows(), 1, making);
    }

    private List<Asked> longStatement() {
        if (plan.lines() == 0) {
            return List.of();
        }
        progress.accept(String.format(Locale.ROOT, "a statement of %,d lines", plan.lines()));
        Statement many = StatementSample.of(1, plan.lines());
        StatementCase pdf = new StatementCase("(f) ours, long statement, PDF", 1, plan.lines(), 1, (i, out) -> documents.pdf(many, branding, out));
        StatementCase book = new StatementCase("(f) ours, long statement, XLSX", 1, plan.lines(), 1, (i, out) -> documents.workbook(many, branding, out));
        StatementCase csv = new StatementCase("(f) ours, long statement, CSV", 1, plan.lines(), 1, (i, out) -> documents.csv(many, out));
        rounds(List.of(pdf, book, csv));
        boolean fits = Runtime.getRuntime().maxMemory() >> 20 <= HEAP_MEBIBYTES;
        return List.of(new Asked(pdf, "heap of 512 MiB", fits), new Asked(book, "heap of 512 MiB", fits), new Asked(csv, "heap of 512 MiB", fits));
    }

    private void rounds(List<StatementCase> cases) {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (StatementCase one : cases) {
                progress.accept("%s (round %d of %d)".formatted(one.name(), round, plan.rounds()));
                one.measure();
            }
        }
    }

    private Table table(List<Asked> asked, BigDecimal minutes) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Asked one : asked) {
            rows.add(List.of(Cell.text(one.done.name()), Cell.quantity(one.done.perSecond()), Cell.quantity(one.done.perProcessorSecond()),
                    Cell.quantity(one.done.collectingPercent()), Cell.quantity(one.done.waitingPercent()), Cell.whole(one.done.peakMebibytes()),
                    Cell.text(one.goal), Cell.text(one.met == null ? "" : one.met ? "yes" : "NO")));
        }
        return Table.of(String.format(Locale.ROOT, "Documents of %d lines, %d a round, (e) %,d rows and (f) %,d lines each counted, median of %d, heap limit %d MiB."
                        + " 100,000 accounts at the rate of (d): %s min", LINES, plan.documents(), plan.rows(), plan.lines(), plan.rounds(),
                        Runtime.getRuntime().maxMemory() >> 20, minutes.toPlainString()),
                List.of(Column.left("Case", 42), Column.right("A second", 11), Column.right("A CPU second", 12), Column.right("GC %", 6),
                        Column.right("Locks %", 7), Column.right("Peak MiB", 8), Column.left("Goal", 26), Column.left("Met", 4)),
                rows);
    }

    /** What it is about, for JSON. */
    public Map<String, @Nullable Object> about() {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("documents", plan.documents());
        about.put("rounds", plan.rounds());
        about.put("rows", plan.rows());
        about.put("lines", plan.lines());
        about.put("heapLimitMebibytes", Runtime.getRuntime().maxMemory() >> 20);
        return about;
    }
}
