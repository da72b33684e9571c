package reckoner.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Bucket;
import reckoner.statement.Holder;
import reckoner.statement.LineKind;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.statement.Verdict;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.StreamedRows;
import reckoner.table.Table;

/** Sound statements, and a log, of any length, the same ones each time. */
final class StatementSample {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Period MONTH = Period.month(YearMonth.of(2026, 3), ZONE);
    private static final Instant ISSUED = Instant.parse("2026-04-01T04:00:00Z");
    private static final BigDecimal OPENING = new BigDecimal("182.40");
    private static final BigDecimal RECHARGE = new BigDecimal("100.00");
    private static final String[] SERVICES = {"AI Image To Video (Kling)", "AI Modify (Nano Banana 2)", "AI Combine (Grok Imagine)",
        "AI Image To Video (Sora)", "AI Modify (GPT-Image 2)", "AI Draw Me", "Background removal"};
    private static final String[] ENGINES = {"Kling", "Nano Banana 2", "Grok Imagine", "Sora", "GPT-Image 2", "AI Draw Me", "Background removal"};
    private static final BigDecimal[] PRICES = {new BigDecimal("0.45"), new BigDecimal("0.12"), new BigDecimal("0.08"), new BigDecimal("0.60"),
        new BigDecimal("0.15"), new BigDecimal("0.10"), new BigDecimal("0.02")};
    private static final String[] EVENTS = {"Spring Gala 2026", "Brandt & Söhne product launch", "Wedding Müller/Rossi"};

    private StatementSample() {}

    static Statement of(int account, int count) {
        List<StatementLine> lines = lines(account, count);
        return statement(account, lines);
    }

    private static Statement statement(int account, List<StatementLine> lines) {
        Verdict agrees = new Verdict(Verdict.Outcome.AGREES, ISSUED, List.of("running_balance", "unit_price", "failed_but_charged"), List.of(), List.of());
        BigDecimal closing = lines.isEmpty() ? OPENING : lines.get(lines.size() - 1).balance();
        return new Statement("ST-%06d".formatted(account), ISSUED, new Holder("A-%06d".formatted(account), "Lumen Booths GmbH", ZONE, "USD", "Pro"), MONTH,
                OPENING, closing, lines, Bucket.byDay(MONTH, lines), agrees, "ST-000001", null);
    }

    private static List<StatementLine> lines(int account, int count) {
        Iterator<StatementLine> made = new Lines(account, count);
        StatementLine[] lines = new StatementLine[count];
        for (int i = 0; i < count; i++) {
            lines[i] = made.next();
        }
        return List.of(lines);
    }

    /** The master log of so many entries of one account. */
    static Table log(int count) {
        Iterator<StatementLine> lines = new Lines(1, count);
        return Table.of("Activity", List.of(Column.left("Date", 19), Column.left("Account", 12), Column.left("Event", 12), Column.left("Service", 30),
                Column.left("Type", 10), Column.left("Status", 8), Column.right("Transaction", 12), Column.right("Balance", 12)),
                new StreamedRows(new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return lines.hasNext();
                    }

                    @Override
                    public List<Cell> next() {
                        StatementLine line = lines.next();
                        return List.of(Cell.moment(line.at(), ZONE), Cell.text("A-000001"), Cell.text(line.eventId()), Cell.text(line.service()),
                                Cell.text(line.type()), Cell.text(line.status()), Cell.money(line.movement()), Cell.money(line.balance()));
                    }
                }));
    }

    private static final class Lines implements Iterator<StatementLine> {

        private final SplittableRandom random;
        private final int count;
        private final Duration step;
        private BigDecimal balance = OPENING;
        private int made;

        Lines(int account, int count) {
            this.random = new SplittableRandom(account);
            this.count = count;
            this.step = Duration.between(MONTH.from(), MONTH.to()).dividedBy(count + 1L);
        }

        @Override
        public boolean hasNext() {
            return made < count;
        }

        @Override
        public StatementLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Instant at = MONTH.from().plus(step.multipliedBy(++made));
            String id = "TX-" + (1_000_000 + made);
            if (balance.compareTo(BigDecimal.TEN) < 0) {
                balance = balance.add(RECHARGE);
                return line(at, id, null, "Auto-recharge", "", "Add", "Success", RECHARGE, RECHARGE, LineKind.PURCHASE);
            }
            int offer = Math.min(random.nextInt(SERVICES.length), random.nextInt(SERVICES.length));
            boolean failed = random.nextInt(25) == 0;
            BigDecimal movement = failed ? BigDecimal.ZERO : PRICES[offer].negate();
            balance = balance.add(movement);
            return line(at, id, EVENTS[random.nextInt(EVENTS.length)], SERVICES[offer], ENGINES[offer], "Consume", failed ? "Failed" : "Success",
                    PRICES[offer], movement, failed ? LineKind.FAILED : LineKind.USE);
        }

        private StatementLine line(Instant at, String id, @Nullable String event, String service, String engine, String type, String status,
                BigDecimal amount, BigDecimal movement, LineKind kind) {
            return new StatementLine(at, id, event == null ? null : "EV-" + event.length(), event, service, engine, type, status, BigDecimal.ONE, amount,
                    movement, balance, kind, null);
        }
    }
}
