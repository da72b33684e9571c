package reckoner.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.Money;
import reckoner.reconcile.Explanation.Kind;
import reckoner.reconcile.Explanation.Movement;
import reckoner.reconcile.Reconciliations.Discrepancy;

/** Sums the links of one account up to an instant; holds sums only, however long the account is. */
final class ExplanationSums implements Consumer<Link> {

    private static final List<String> GAP_CHECKS = List.of("running_balance", "opening_balance", "duplicate_transaction");

    private final Instant at;
    private final Map<Integer, String> events;
    private final Map<Integer, String> services;
    private final Map<String, Discrepancy> gapFindings;
    private final Map<Group, Sum> sums = new TreeMap<>();
    private final List<Movement> gaps = new ArrayList<>();
    private @Nullable Long openingMicros;
    private long balanceMicros;
    private @Nullable Link before;

    ExplanationSums(Instant at, @Nullable Long openingMicros, Map<Integer, String> events, Map<Integer, String> services,
            List<Discrepancy> findings) {
        this.at = at;
        this.openingMicros = openingMicros;
        this.balanceMicros = openingMicros == null ? 0 : openingMicros;
        this.events = events;
        this.services = services;
        this.gapFindings = new TreeMap<>();
        for (Discrepancy finding : findings) {
            if (finding.transaction() != null && GAP_CHECKS.contains(finding.check())) {
                gapFindings.putIfAbsent(finding.transaction(), finding);
            }
        }
    }

    private record Group(Kind kind, String event, String service) implements Comparable<Group> {

        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::kind).thenComparing(Group::event).thenComparing(Group::service);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    private record Sum(long entries, long micros) {}

    @Override
    public void accept(Link link) {
        if (openingMicros == null) {
            openingMicros = link.beforeMicros();
            balanceMicros = link.beforeMicros();
        }
        LedgerEntry entry = link.entry();
        if (entry.occurredAt().isAfter(at)) {
            return;
        }
        add(Kind.LATER_ENTRIES, "", "", link.beforeMicros() - balanceMicros);
        if (link.isBroken()) {
            gaps.add(gap(link));
        } else {
            add(Kind.ROUNDING, "", "", link.gapMicros());
        }
        String event = entry.eventKey() == 0 ? "" : events.getOrDefault(entry.eventKey(), "");
        String service = services.getOrDefault((int) entry.serviceKey(), "");
        sums.merge(new Group(kind(link, service), event, service), new Sum(1, link.movementMicros()),
                (a, b) -> new Sum(a.entries() + 1, Math.addExact(a.micros(), b.micros())));
        balanceMicros = link.balanceMicros();
        before = link;
    }

    boolean knowsOpening() {
        return openingMicros != null;
    }

    long openingMicros() {
        return openingMicros == null ? 0 : openingMicros;
    }

    long balanceMicros() {
        return balanceMicros;
    }

    @Nullable LedgerEntry last() {
        return before == null ? null : before.entry();
    }

    /** Sums by kind, event and service, then each movement without an entry, in the order of the chain. */
    List<Movement> movements() {
        List<Movement> all = new ArrayList<>();
        sums.forEach((group, sum) -> all.add(new Movement(group.kind(), group.event().isEmpty() ? null : group.event(),
                group.service().isEmpty() ? null : group.service(), sum.entries(), Money.credits(sum.micros()), null, null, null, null)));
        all.addAll(gaps);
        return all;
    }

    private void add(Kind kind, String event, String service, long micros) {
        if (micros != 0) {
            sums.merge(new Group(kind, event, service), new Sum(0, micros), (a, b) -> new Sum(0, Math.addExact(a.micros(), b.micros())));
        }
    }

    /** A balance that was altered is one finding: the entry after it, which takes the difference back, is told with it. */
    private Movement gap(Link link) {
        LedgerEntry entry = link.entry();
        Discrepancy finding = gapFindings.get(entry.transactionId());
        if (finding == null && before != null && before.isBroken() && before.gapMicros() == -link.gapMicros()) {
            finding = gapFindings.get(before.entry().transactionId());
        }
        return new Movement(Kind.UNEXPLAINED, null, null, 0, Money.credits(link.gapMicros()), entry.occurredAt(), entry.transactionId(),
                finding == null ? null : finding.id(), finding == null ? null : finding.cause());
    }

    private static Kind kind(Link link, String service) {
        LedgerEntry entry = link.entry();
        return switch (entry.status()) {
            case FAILED -> link.movementMicros() == 0 ? Kind.FAILED : Kind.FAILED_BUT_CHARGED;
            case PENDING -> Kind.PENDING;
            case SUCCESS -> switch (entry.type()) {
                case CONSUME -> Kind.USED;
                case ADD -> added(entry, service.toLowerCase(Locale.ROOT));
                case REFUND -> Kind.REFUND;
                case COUPON -> Kind.COUPON;
                case ADJUSTMENT -> Kind.ADJUSTMENT;
                case EXPIRY -> Kind.EXPIRED;
            };
        };
    }

    /** An Add is a purchase unless its service says otherwise or an event or an engine gives something back. */
    private static Kind added(LedgerEntry entry, String service) {
        if (service.contains("coupon")) {
            return Kind.COUPON;
        }
        return entry.eventKey() != 0 || service.contains("(") || service.contains("refund") ? Kind.REFUND : Kind.PURCHASED;
    }
}
