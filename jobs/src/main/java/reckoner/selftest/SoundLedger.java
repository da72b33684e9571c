package reckoner.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** A sound ledger of one account, made by the rules alone: some hundred entries over a change of prices. */
final class SoundLedger {

    static final String[] SERVICES = {"AI Modify (Self-test One)", "AI Modify (Self-test Two)", "AI Combine (Self-test)"};
    static final long[] OLD = {150_000, 410_000, 620_000};
    static final long[] NEW = {230_000, 530_000, 770_000};
    static final Instant CHANGE = Instant.parse("2026-03-29T01:00:00Z");
    static final long OPENING = Money.micros("80.00");
    private static final int ENTRIES = 120;
    private static final long PURCHASE = Money.micros("75.00");
    private static final Duration STEP = Duration.ofMinutes(31);

    private SoundLedger() {}

    /** One line of the ledger; what is planted replaces it. */
    record Row(String id, Instant at, int service, EntryType type, EntryStatus status, long amount, long balance, @Nullable String event) {
        Row amount(long value) {
            return new Row(id, at, service, type, status, value, balance, event);
        }

        Row balance(long value) {
            return new Row(id, at, service, type, status, amount, value, event);
        }

        Row status(EntryStatus value) {
            return new Row(id, at, service, type, value, amount, balance, event);
        }

        Row service(int value) {
            return new Row(id, at, value, type, status, amount, balance, event);
        }

        Row event(String value) {
            return new Row(id, at, service, type, status, amount, balance, value);
        }

        Row as(String newId, Instant instant) {
            return new Row(newId, instant, service, type, status, amount, balance, event);
        }

        boolean isConsume() {
            return type == EntryType.CONSUME && status == EntryStatus.SUCCESS;
        }

        long effect() {
            return status == EntryStatus.SUCCESS ? type.effect(amount) : 0;
        }
    }

    static List<Row> of(String account, Random random) {
        List<Row> rows = new ArrayList<>();
        long balance = OPENING;
        for (int i = 0; i < ENTRIES; i++) {
            Instant at = CHANGE.plus(STEP.multipliedBy(i - ENTRIES / 2));
            int service = random.nextInt(SERVICES.length);
            boolean fails = i % 11 == 7;
            boolean buys = !fails && balance < Money.micros("60.00");
            long amount = buys ? PURCHASE : price(service, at);
            balance += buys ? amount : fails ? 0 : -amount;
            rows.add(new Row(account + "-" + (1000 + i), at, service, buys ? EntryType.ADD : EntryType.CONSUME,
                    fails ? EntryStatus.FAILED : EntryStatus.SUCCESS, amount, balance, null));
        }
        return rows;
    }

    static long price(int service, Instant at) {
        return at.isBefore(CHANGE) ? OLD[service] : NEW[service];
    }
}
