package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Rows.LedgerRow;
import reckoner.demo.Rows.PaymentRow;
import reckoner.demo.Rows.UsageRow;

/** One account's balance, and the only place that prints lines about it. */
final class Book {
    private static final long MASK = (1L << 48) - 1;

    private final DemoAccount account;
    private final long seed;
    private final ZoneId printed;
    private Rows rows = new Rows();
    private BigDecimal balance;
    private Instant lastAt = Instant.MIN;
    private int ids;
    private int entries;

    Book(DemoAccount account, long seed) {
        this.account = account;
        this.seed = seed;
        this.balance = account.opening();
        // Some sources print UTC, some the customer's own offset: the hour that happens twice is then told apart.
        this.printed = account.index() % 2 == 0 ? ZoneOffset.UTC : account.zone();
    }

    void into(Rows month) {
        rows = month;
    }

    BigDecimal balance() {
        return balance;
    }

    Instant lastAt() {
        return lastAt;
    }

    int entries() {
        return entries;
    }

    /** Moves the balance and prints the entry; {@code amount} is what it says, {@code moved} what really happened. */
    LedgerRow post(Instant at, @Nullable String event, String service, String type, String status, @Nullable Integer quantity,
            BigDecimal amount, BigDecimal moved) {
        balance = balance.add(moved);
        return print(new LedgerRow(at, printed, newId("TX"), account.id(), event, service, type, status, quantity, amount, balance));
    }

    LedgerRow print(LedgerRow row) {
        rows.ledger.add(row);
        lastAt = row.at();
        entries++;
        return row;
    }

    LedgerRow charge(Happening.Job job, BigDecimal amount) {
        return charge(job, job.service().label, job.eventId(), amount, amount.negate());
    }

    /** A successful job, printed with its usage record. */
    LedgerRow charge(Happening.Job job, String service, @Nullable String event, BigDecimal amount, BigDecimal moved) {
        LedgerRow row = post(job.at(), event, service, "Consume", "Success", job.quantity(), amount, moved);
        usage(job.at(), event, service, job.quantity(), "Success", row.id());
        return row;
    }

    /** A successful job whose printed balance, and nothing else, is {@code off}. */
    LedgerRow chargeMisprinted(Happening.Job job, BigDecimal amount, BigDecimal off) {
        balance = balance.add(off);
        LedgerRow row = charge(job, amount);
        balance = balance.subtract(off);
        return row;
    }

    /** A failed job; its usage record names no entry, since nothing is owed. */
    LedgerRow fail(Happening.Job job, BigDecimal amount, BigDecimal moved) {
        LedgerRow row = post(job.at(), job.eventId(), job.service().label, "Consume", "Failed", job.quantity(), amount, moved);
        usage(job.at(), job.eventId(), job.service().label, job.quantity(), "Failed", null);
        return row;
    }

    /** A charge whose printed instant, and nothing else, is another one. */
    LedgerRow chargeAt(Instant printedAt, Happening.Job job, BigDecimal amount) {
        LedgerRow row = charge(job, amount).at(printedAt);
        rows.ledger.set(rows.ledger.size() - 1, row);
        return row;
    }

    /** A charge whose printed id lacks the last character; its usage record names it whole. */
    LedgerRow chargeCutOff(Happening.Job job, BigDecimal amount) {
        LedgerRow row = charge(job, amount);
        LedgerRow cut = row.withId(row.id().substring(0, row.id().length() - 1));
        rows.ledger.set(rows.ledger.size() - 1, cut);
        return cut;
    }

    /** A charge for which no engine did anything. */
    LedgerRow chargeWithoutUsage(Happening.Job job, BigDecimal amount, int secondsLater) {
        return post(job.at().plusSeconds(secondsLater), job.eventId(), job.service().label, "Consume", "Success", job.quantity(), amount,
                amount.negate());
    }

    /** A charge whose usage record says that the job failed. */
    LedgerRow chargeFailed(Happening.Job job, BigDecimal amount) {
        LedgerRow row = chargeWithoutUsage(job, amount, 0);
        usage(job.at(), job.eventId(), job.service().label, job.quantity(), "Failed", row.id());
        return row;
    }

    /** A charge for half of what was used. */
    LedgerRow chargeHalf(Happening.Job job, BigDecimal amount) {
        LedgerRow row = chargeWithoutUsage(job, amount, 0);
        usage(job.at(), job.eventId(), job.service().label, 2 * job.quantity(), "Success", row.id());
        return row;
    }

    /** Credit of a purchase, without its payment. */
    LedgerRow give(Instant at, BigDecimal credits) {
        return post(at, null, "Credit purchase", "Add", "Success", null, credits, credits);
    }

    /** A payment for as many credits, without its entry. */
    void pay(Instant at, BigDecimal credits, String reference) {
        rows.payments.add(new PaymentRow(at, newId("PAY"), account.id(), credits, credits, reference));
    }

    LedgerRow buy(Instant at, String service, BigDecimal paid, BigDecimal credits) {
        LedgerRow row = post(at, null, service, "Add", "Success", null, credits, credits);
        rows.payments.add(new PaymentRow(at, newId("PAY"), account.id(), paid, credits, row.id()));
        return row;
    }

    /** Takes credit away, or gives it, without printing anything. */
    void moveWithoutEntry(BigDecimal moved) {
        balance = balance.add(moved);
    }

    /** Prints the usage of a job whose entry is lost. */
    void useWithoutEntry(Instant at, Happening.Job job) {
        usage(at, job.eventId(), job.service().label, job.quantity(), "Success", newId("TX"));
    }

    private void usage(Instant at, @Nullable String event, String service, int quantity, String status,
            @Nullable String transaction) {
        rows.usage.add(new UsageRow(at, newId("US"), account.id(), event, service, quantity, status, transaction));
    }

    /** Unique, since every step on 48 bits can be undone; scattered, so that nobody can sort entries by it. */
    String newId(String prefix) {
        long counted = (long) (account.index() + 1) << 28 | ids++;
        long scattered = counted * 0x9E3779B97F4A7C15L & MASK;
        scattered = (scattered ^ scattered >>> 24) * 0xBF58476D1CE4E5B9L;
        scattered = (scattered ^ seed * 0x2545F4914F6CDD1DL) & MASK;
        return prefix + "-" + HexFormat.of().withUpperCase().toHexDigits(scattered, 12);
    }
}
