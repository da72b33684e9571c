package reckoner.selftest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/**
 * One line of a ledger; what is planted replaces it.
 *
 * @param slot place in the sound ledger, which stays when the instant changes
 * @param amount micro-credits
 * @param balance micro-credits
 */
record Row(int slot, String id, Instant at, String service, EntryType type, EntryStatus status, long amount, long balance,
        @Nullable String event) {

    Row amount(long value) {
        return new Row(slot, id, at, service, type, status, value, balance, event);
    }

    Row balance(long value) {
        return new Row(slot, id, at, service, type, status, amount, value, event);
    }

    Row status(EntryStatus value) {
        return new Row(slot, id, at, service, type, value, amount, balance, event);
    }

    Row service(String value) {
        return new Row(slot, id, at, value, type, status, amount, balance, event);
    }

    Row event(String value) {
        return new Row(slot, id, at, service, type, status, amount, balance, value);
    }

    Row id(String value) {
        return new Row(slot, value, at, service, type, status, amount, balance, event);
    }

    Row at(Instant value) {
        return new Row(slot, id, value, service, type, status, amount, balance, event);
    }

    boolean isConsume() {
        return type == EntryType.CONSUME && status == EntryStatus.SUCCESS && amount != 0;
    }

    long effect() {
        return status == EntryStatus.SUCCESS ? type.effect(amount) : 0;
    }
}
