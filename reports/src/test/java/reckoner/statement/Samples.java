package reckoner.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Make valid statements for tests, the same ones each time. */
public final class Samples {

    public static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    public static final Period MARCH = Period.month(YearMonth.of(2026, 3), ZURICH);
    public static final Instant ISSUED = Instant.parse("2026-04-01T04:00:00Z");
    public static final Holder HOLDER = new Holder("A-1001", "Lumen Booths GmbH", ZURICH, "USD", "Pro");
    public static final Verdict AGREES = new Verdict(Verdict.Outcome.AGREES, ISSUED,
            List.of("running_balance", "unit_price", "usage_not_billed", "failed_but_charged"), List.of(), List.of());

    private record Offer(String service, String engine, String price) {}

    private static final List<Offer> OFFERS = List.of(
            new Offer("AI Image To Video (Kling)", "Kling", "0.45"),
            new Offer("AI Modify (Nano Banana 2)", "Nano Banana 2", "0.12"),
            new Offer("AI Combine (Grok Imagine)", "Grok Imagine", "0.08"),
            new Offer("AI Image To Video (Sora)", "Sora", "0.60"),
            new Offer("AI Modify (GPT-Image 2)", "GPT-Image 2", "0.15"),
            new Offer("AI Draw Me", "AI Draw Me", "0.10"),
            new Offer("Background removal", "Background removal", "0.02"));

    private static final List<String> EVENTS = List.of("Spring Gala 2026", "Brandt & Söhne product launch", "Wedding Müller/Rossi");

    private Samples() {}

    /** Return a statement line; its movement follows from kind and amount. */
    public static StatementLine line(
            String at, String id, LineKind kind, String amount, String balance, @Nullable String event, String service, String engine) {
        BigDecimal value = new BigDecimal(amount);
        BigDecimal movement = switch (kind) {
            case PURCHASE, COUPON, REFUND, ADJUSTMENT, CORRECTION -> value;
            case USE, EXPIRY, UNEXPLAINED -> value.negate();
            case FAILED -> BigDecimal.ZERO;
        };
        return new StatementLine(Instant.parse(at), id, event, event, service, engine, movement.signum() > 0 ? "Add" : "Consume",
                kind == LineKind.FAILED ? "Failed" : "Success", BigDecimal.ONE, value, movement, new BigDecimal(balance), kind, null);
    }

    /** Return a statement of the lines, closing where they end. */
    public static Statement statement(String opening, List<StatementLine> lines) {
        BigDecimal closing = lines.isEmpty() ? new BigDecimal(opening) : lines.get(lines.size() - 1).balance();
        return new Statement("ST-2026-000123", ISSUED, HOLDER, MARCH, new BigDecimal(opening), closing, lines,
                Bucket.byDay(MARCH, lines), AGREES, "ST-2026-000087", null,
                new LedgerHead(12, "3f9ac2d4e5b6a7081122334455667788".repeat(2)));
    }

    /** Return a lively month of so many lines. */
    public static Statement month(int count) {
        return statement("182.40", lines(count, new BigDecimal("182.40"), new Random(7)));
    }

    /** Return the report of one event of the lively month. */
    public static EventReport event(int count) {
        Instant start = Instant.parse("2026-03-14T16:00:00Z");
        List<StatementLine> lines = new ArrayList<>();
        Random random = new Random(11);
        BigDecimal balance = new BigDecimal("400.00");
        for (int i = 0; i < count; i++) {
            Offer offer = OFFERS.get(random.nextInt(OFFERS.size()));
            boolean failed = random.nextInt(20) == 0;
            BigDecimal price = new BigDecimal(offer.price);
            BigDecimal movement = failed ? BigDecimal.ZERO : price.negate();
            balance = balance.add(movement).subtract(random.nextInt(4) == 0 ? new BigDecimal("0.10") : BigDecimal.ZERO);
            Instant at = start.plus(Duration.ofHours(6).multipliedBy(i).dividedBy(Math.max(1, count - 2)));
            lines.add(new StatementLine(at, "TX-" + (5000 + i), "EV-7", "Spring Gala 2026", offer.service, offer.engine, "Consume",
                    failed ? "Failed" : "Success", BigDecimal.ONE, price, movement, balance,
                    failed ? LineKind.FAILED : LineKind.USE, null));
        }
        Period period = new Period(start, start.plus(Duration.ofHours(6)), ZURICH);
        return new EventReport("EV-7", "Spring Gala 2026", HOLDER, period, lines, Bucket.byHour(period, lines), ISSUED);
    }

    private static List<StatementLine> lines(int count, BigDecimal opening, Random random) {
        List<StatementLine> lines = new ArrayList<>(count);
        BigDecimal balance = opening;
        Duration step = Duration.between(MARCH.from(), MARCH.to()).dividedBy(count + 1L);
        for (int i = 0; i < count; i++) {
            Instant at = MARCH.from().plus(step.multipliedBy(i + 1L)).plusMillis(random.nextInt(1000));
            StatementLine line = next("TX-" + (100001 + i), at, balance, random, i);
            balance = line.balance();
            lines.add(line);
        }
        return lines;
    }

    private static StatementLine next(String id, Instant at, BigDecimal balance, Random random, int i) {
        if (balance.compareTo(BigDecimal.TEN) < 0) {
            return add(id, at, balance, "Auto-recharge", LineKind.PURCHASE, "100.00");
        } else if (i == 20) {
            return add(id, at, balance, "Coupon WELCOME49", LineKind.COUPON, "49.00");
        } else if (i == 30) {
            return add(id, at, balance, "Refund of a failed job", LineKind.REFUND, "0.45");
        }
        Offer offer = OFFERS.get(Math.min(random.nextInt(OFFERS.size()), random.nextInt(OFFERS.size())));
        String event = EVENTS.get(random.nextInt(EVENTS.size()));
        BigDecimal price = new BigDecimal(offer.price);
        boolean failed = random.nextInt(25) == 0;
        BigDecimal movement = failed ? BigDecimal.ZERO : price.negate();
        return new StatementLine(at, id, "EV-" + EVENTS.indexOf(event), event, offer.service, offer.engine, "Consume",
                failed ? "Failed" : "Success", BigDecimal.ONE, price, movement, balance.add(movement),
                failed ? LineKind.FAILED : LineKind.USE, null);
    }

    private static StatementLine add(String id, Instant at, BigDecimal balance, String service, LineKind kind, String amount) {
        BigDecimal value = new BigDecimal(amount);
        return new StatementLine(at, id, null, null, service, "", "Add", "Success", BigDecimal.ONE, value, value, balance.add(value),
                kind, null);
    }
}
