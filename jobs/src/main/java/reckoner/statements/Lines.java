package reckoner.statements;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.Money;
import reckoner.statement.LineKind;
import reckoner.statement.StatementLine;

/** Puts links into the words of a statement; what moved the balance without an entry becomes a line of its own. */
final class Lines {

    private static final String ROUNDING = "rounding by the source";
    private static final String WITHOUT_ENTRY = "difference without an entry";
    private static final String OTHER_PERIOD = "entries of another period stand between in the order of the source";

    private static final int MOST_AMOUNTS = 1_000;

    private final Names.Known names;
    private final Map<String, String> explanations;
    private final List<StatementLine> lines = new ArrayList<>();
    private final Map<Long, BigDecimal> amounts = new HashMap<>();

    /** Use the explanations of reconciliation, by transaction id, for gaps. */
    Lines(Names.Known names, Map<String, String> explanations) {
        this.names = names;
        this.explanations = explanations;
    }

    /** Lines that lead from the opening balance to the closing balance. */
    List<StatementLine> chained(List<Link> links, long openingMicros, long closingMicros) {
        long balance = openingMicros;
        Instant at = Instant.MIN;
        for (Link link : links) {
            at = link.entry().occurredAt();
            unexplained(at, link.beforeMicros() - balance, link.beforeMicros(), OTHER_PERIOD);
            unexplained(at, link.gapMicros(), link.beforeMicros() + link.gapMicros(), reason(link));
            lines.add(line(link));
            balance = link.balanceMicros();
        }
        unexplained(at, closingMicros - balance, closingMicros, OTHER_PERIOD);
        return lines;
    }

    private void unexplained(Instant at, long movementMicros, long balanceMicros, String reason) {
        if (movementMicros == 0) {
            return;
        }
        BigDecimal movement = Money.credits(movementMicros);
        String title = reason.equals(ROUNDING) ? "Rounding" : "Difference without an entry";
        lines.add(new StatementLine(at, "", null, null, title, "", "", "", BigDecimal.ZERO, movement.abs(), movement,
                Money.credits(balanceMicros), LineKind.UNEXPLAINED, reason));
    }

    private String reason(Link link) {
        if (!link.isBroken()) {
            return ROUNDING;
        }
        return explanations.getOrDefault(link.entry().transactionId(), WITHOUT_ENTRY);
    }

    /** The entry itself; a gap before it is not in it. */
    StatementLine line(Link link) {
        LedgerEntry entry = link.entry();
        Names.Service service = names.service(entry.serviceKey());
        Names.Event event = entry.eventKey() == 0 ? null : names.event(entry.eventKey());
        LineKind kind = kind(link, service);
        boolean used = kind == LineKind.USE || kind == LineKind.FAILED;
        return new StatementLine(
                entry.occurredAt(),
                entry.transactionId(),
                event == null ? null : event.id(),
                event == null ? null : event.name(),
                service.name(),
                used ? service.engine() : "",
                entry.type().title(),
                entry.status().title(),
                credits(entry.quantityMicros()),
                credits(Math.abs(entry.amountMicros())),
                credits(link.movementMicros()),
                Money.credits(link.balanceMicros()),
                kind,
                entry.status() == EntryStatus.PENDING ? "pending: not booked yet" : null);
    }

    /** Prices and quantities repeat: a long statement has each once. */
    private BigDecimal credits(long micros) {
        return amounts.size() < MOST_AMOUNTS ? amounts.computeIfAbsent(micros, Money::credits) : amounts.getOrDefault(micros, Money.credits(micros));
    }

    private static LineKind kind(Link link, Names.Service service) {
        LedgerEntry entry = link.entry();
        return switch (entry.status()) {
            case FAILED -> LineKind.FAILED;
            // Neither used nor failed yet: it stands in the ledger and in no total.
            case PENDING -> LineKind.ADJUSTMENT;
            case SUCCESS -> switch (entry.type()) {
                case CONSUME -> LineKind.USE;
                case ADD -> added(entry, service);
                case REFUND -> LineKind.REFUND;
                case COUPON -> LineKind.COUPON;
                case ADJUSTMENT -> LineKind.ADJUSTMENT;
                case EXPIRY -> LineKind.EXPIRY;
            };
        };
    }

    /** An Add is not always a purchase: what an event or an engine gives back is a refund, and coupons are named so. */
    private static LineKind added(LedgerEntry entry, Names.Service service) {
        String name = service.name().toLowerCase(Locale.ROOT);
        if (name.contains("coupon")) {
            return LineKind.COUPON;
        }
        boolean givenBack = entry.eventKey() != 0 || service.ofAnEngine() || name.contains("refund");
        return givenBack ? LineKind.REFUND : LineKind.PURCHASE;
    }
}
