package reckoner.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;
import reckoner.selftest.Books.Ground;
import reckoner.selftest.Books.Payment;
import reckoner.selftest.Books.PlanChange;

/**
 * Makes a sound ledger by the rules alone: first a day of what looks wrong and is right, then entries over a change of prices
 * in the hour of a clock change and over a month's end.
 */
final class SoundLedger {

    static final int ENTRIES = 120;
    static final Duration STEP = Duration.ofMinutes(75);
    private static final long PURCHASE = Money.micros("75.00");

    private final Books books;
    private final Random random;

    private SoundLedger(Books books, Random random) {
        this.books = books;
        this.random = random;
    }

    /** @param ownService whether all jobs use a service that has prices for this account only */
    static Books of(String account, Ground ground, Random random, boolean ownService) {
        Books books = new Books(account, ground, Money.micros("280.00") + random.nextInt(30_000) * (Money.MICROS / 100));
        SoundLedger ledger = new SoundLedger(books, random);
        books.plans.add(new PlanChange(Tariff.BEGIN, "Basic"));
        ledger.traps(ground.change.minus(Duration.ofDays(9)));
        books.traps = books.rows.size();
        ledger.jobs(ownService);
        if (ownService) {
            books.ownPrices.addAll(Tariff.own(account));
        }
        return books;
    }

    private void jobs(boolean ownService) {
        Instant change = books.ground.change;
        books.eventStarts = change.minus(STEP.multipliedBy(ENTRIES / 2)).plus(Duration.ofMinutes(30));
        books.eventEnds = change.plus(STEP.multipliedBy(ENTRIES));
        for (int i = 0; i < ENTRIES; i++) {
            Instant at = change.plus(STEP.multipliedBy(i - ENTRIES / 2));
            String service = ownService ? Tariff.ownService(books.account) : Tariff.SERVICES.get((i + i / 7) % 3);
            String event = i % 4 == 0 && !ownService ? books.event() : null;
            if (at.equals(change)) {
                // The last microsecond of the old price, and the first of the new one.
                job(change.minusNanos(1_000), service, event);
            }
            if (i % 11 == 7) {
                books.book(at, service, EntryType.CONSUME, EntryStatus.FAILED, Tariff.price(service, at), event);
            } else if (i % 17 == 12) {
                books.book(at, "Credit purchase", EntryType.ADD, EntryStatus.SUCCESS, PURCHASE, null);
            } else {
                job(at, service, event);
            }
        }
    }

    private Row job(Instant at, String service, @Nullable String event) {
        return books.book(at, service, EntryType.CONSUME, EntryStatus.SUCCESS, Tariff.price(service, at), event);
    }

    private Row other(Instant at, String service, EntryType type, String amount) {
        return books.book(at, service, type, EntryStatus.SUCCESS, Money.micros(amount), null);
    }

    /** What looks wrong and is right. */
    private void traps(Instant start) {
        List<String> services = Tariff.SERVICES;
        if (books.ground == Ground.ALONE) {
            leapDay();
        }
        job(start, services.get(0), null);
        books.book(start.plusSeconds(60), "Credit purchase", EntryType.ADD, EntryStatus.SUCCESS, PURCHASE, null);
        sameInstant(start.plusSeconds(600));
        // A job that failed at no cost, one that failed with its price printed, and its retry that was charged once.
        books.book(start.plusSeconds(1200), services.get(1), EntryType.CONSUME, EntryStatus.FAILED, 0, null);
        books.book(start.plusSeconds(1300), services.get(2), EntryType.CONSUME, EntryStatus.FAILED,
                Tariff.price(services.get(2), start), null);
        job(start.plusSeconds(1320), services.get(2), null);
        other(start.plusSeconds(1800), "Coupon", EntryType.COUPON, "100.00");
        other(start.plusSeconds(1860), services.get(2), EntryType.REFUND, "0.62");
        other(start.plusSeconds(1900), "Correction", EntryType.ADJUSTMENT, "-50.00");
        Row correction = other(start.plusSeconds(1901), "Correction", EntryType.ADJUSTMENT, "1.00");
        other(start.plusSeconds(2000), "Lapsed coupon", EntryType.EXPIRY, "49.00");
        job(start.plusSeconds(2100), Tariff.FREE, null);
        books.book(start.plusSeconds(2150), Tariff.TIE, EntryType.CONSUME, EntryStatus.SUCCESS, Money.charge(Tariff.TIE_MICROS, Money.MICROS), null);
        // A job of which nobody has heard since.
        books.book(start.plusSeconds(2200), services.get(0), EntryType.CONSUME, EntryStatus.PENDING, Tariff.price(services.get(0), start), null);
        upgrade(start.plusSeconds(2400));
        // Two photos, the same service and price, a few seconds apart: two jobs.
        job(start.plusSeconds(3000), services.get(0), null);
        Row second = job(start.plusSeconds(3007), services.get(0), null);
        if (random.nextBoolean()) {
            // The one was booked back, the other was delivered late: both came after everything else.
            books.late.add(correction.id());
            books.late.add(second.id());
        }
        inParts(start.plusSeconds(3600));
    }

    /** The 29th of February, the last half hour of which is the 1st of March in Berlin. */
    private void leapDay() {
        Instant noon = Instant.parse("2024-02-29T12:00:00Z");
        job(noon, Tariff.SERVICES.get(0), null);
        books.book(noon.plusSeconds(60), "Credit purchase", EntryType.ADD, EntryStatus.SUCCESS, PURCHASE, null);
        job(Instant.parse("2024-02-29T23:30:00Z"), Tariff.SERVICES.get(1), null);
    }

    /** Four entries of one instant, printed in any order; two of them say the same. */
    private void sameInstant(Instant at) {
        int first = books.rows.size();
        job(at, Tariff.SERVICES.get(0), null);
        job(at, Tariff.SERVICES.get(0), null);
        job(at, Tariff.SERVICES.get(2), null);
        books.book(at, "Credit purchase", EntryType.ADD, EntryStatus.SUCCESS, PURCHASE, null);
        Collections.shuffle(books.rows.subList(first, books.rows.size()), random);
        // The chain goes on from the purchase, wherever that is printed.
        long balance = books.rows.stream().skip(first).filter(row -> row.type() == EntryType.ADD).findFirst().orElseThrow().balance();
        books.rows.add(new Row(books.rows.size(), books.account + "-free", at.plusSeconds(1), Tariff.FREE, EntryType.CONSUME,
                EntryStatus.FAILED, 0, balance, null));
    }

    /** A plan that changes in the middle of a second, and back. */
    private void upgrade(Instant second) {
        Instant upgraded = second.plusMillis(500);
        books.plans.add(new PlanChange(upgraded, Tariff.PRO));
        books.plans.add(new PlanChange(upgraded.plusSeconds(60), "Basic"));
        job(upgraded.minusNanos(1_000), Tariff.TWO_PLANS, null);
        books.book(upgraded, Tariff.TWO_PLANS, EntryType.CONSUME, EntryStatus.SUCCESS, Tariff.proPrice(upgraded), null);
        job(upgraded.plusSeconds(60), Tariff.TWO_PLANS, null);
    }

    /** One payment without a reference, credited by two entries. */
    private void inParts(Instant at) {
        other(at, "Credit purchase", EntryType.ADD, "20.00");
        other(at.plusSeconds(30), "Credit purchase", EntryType.ADD, "40.00");
        if (books.ground == Ground.BACKED) {
            books.payments.remove(books.payments.size() - 1);
            books.payments.remove(books.payments.size() - 1);
            books.payments.add(new Payment("P-" + books.account + "-60", at.minusSeconds(5), Money.micros("60.00"), null));
        }
    }
}
