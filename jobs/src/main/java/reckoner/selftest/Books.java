package reckoner.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** One account with all that the feeds say of it. Sound when it is made; what is planted changes it. */
final class Books {

    static final String ZONE = "Europe/Berlin";

    final String account;
    final Ground ground;
    /** Micro-credits; unlike that of other accounts, so that no entry fits into two of them. */
    final long opening;
    /** In the order of the chain, whatever the instants say. */
    final List<Row> rows = new ArrayList<>();
    /** Rows that hold traps come first; nothing is planted there but at the very first. */
    int traps;
    final List<Usage> usage = new ArrayList<>();
    final List<Payment> payments = new ArrayList<>();
    final List<Tariff.Line> ownPrices = new ArrayList<>();
    final List<String> repeatedLines = new ArrayList<>();
    /** Ids of entries that came after all others, whatever their instants say. */
    final Set<String> late = new HashSet<>();
    /** First versions of entries that were sent again. */
    final List<Row> replaced = new ArrayList<>();
    final List<PlanChange> plans = new ArrayList<>();
    Instant eventStarts = Instant.EPOCH;
    Instant eventEnds = Instant.EPOCH;
    String currency = "USD";
    boolean known = true;

    /** Where an account's ledger lies: alone around one change of prices, or with usage records and payments around another. */
    enum Ground {
        ALONE(Tariff.SPRING),
        BACKED(Tariff.AUTUMN);

        final Instant change;

        Ground(Instant change) {
            this.change = change;
        }
    }

    record Usage(String id, Instant at, String service, EntryStatus status, @Nullable String transaction, @Nullable String event) {}

    record Payment(String id, Instant at, long credits, @Nullable String reference) {}

    record PlanChange(Instant from, String plan) {}

    Books(String account, Ground ground, long opening) {
        this.account = account;
        this.ground = ground;
        this.opening = opening;
    }

    String event() {
        return "EV-" + account;
    }

    long balance() {
        return rows.isEmpty() ? opening : rows.get(rows.size() - 1).balance();
    }

    /** Book what really happened, with what the other feeds say of it where there are any. */
    Row book(Instant at, String service, EntryType type, EntryStatus status, long amount, @Nullable String event) {
        long effect = status == EntryStatus.SUCCESS ? type.effect(amount) : 0;
        Row row = new Row(rows.size(), account + "-" + (1000 + rows.size()), at, service, type, status, amount, balance() + effect, event);
        rows.add(row);
        if (ground == Ground.BACKED && type == EntryType.CONSUME && status != EntryStatus.PENDING) {
            boolean failed = status == EntryStatus.FAILED;
            // Engines report when a job began, ledgers when it was charged.
            usage.add(new Usage("U-" + row.id(), at.minus(Duration.ofSeconds(3)), service, status, failed ? null : row.id(), event));
        }
        if (ground == Ground.BACKED && type == EntryType.ADD) {
            payments.add(new Payment("P-" + row.id(), at, amount, row.id()));
        }
        return row;
    }

    /** Every balance from that row on is higher by so much, micro-credits. */
    void shift(int from, long micros) {
        for (int i = from; i < rows.size(); i++) {
            rows.set(i, rows.get(i).balance(rows.get(i).balance() + micros));
        }
    }

    /** The entry costs something else, and every balance from there on is right for it. */
    void charge(int place, long amount) {
        Row row = rows.get(place);
        rows.set(place, row.amount(amount));
        shift(place, row.amount() - amount);
    }
}
