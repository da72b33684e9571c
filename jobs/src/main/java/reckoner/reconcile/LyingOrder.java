package reckoner.reconcile;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts entries, as they lie in the table, into the order of their numbers. They nearly do lie in it: loads append, but a row that
 * is smaller than others may fill what was left of an earlier page. Such a row comes early, and waits here for its turn.
 */
final class LyingOrder {

    /** How many rows in a row may have come early. */
    private static final int LOOK_AHEAD = 4;
    private static final int MOST_WAITING = 50_000;

    private final Consumer<SweptEntry> next;
    private final ArrayDeque<SweptEntry> rising = new ArrayDeque<>(LOOK_AHEAD + 1);
    private final PriorityQueue<SweptEntry> early = new PriorityQueue<>(Comparator.comparingLong((SweptEntry entry) -> entry.entry));

    /** @param next is given the entries; one that came late, or when too many wait, may still be out of order */
    LyingOrder(Consumer<SweptEntry> next) {
        this.next = next;
    }

    void take(SweptEntry entry) {
        while (!rising.isEmpty() && rising.getLast().entry > entry.entry) {
            early.add(rising.removeLast());
        }
        rising.addLast(entry);
        if (rising.size() > LOOK_AHEAD) {
            pass(rising.removeFirst());
        }
    }

    private void pass(SweptEntry entry) {
        while (!early.isEmpty() && (early.peek().entry < entry.entry || early.size() > MOST_WAITING)) {
            next.accept(early.remove());
        }
        next.accept(entry);
    }

    void finish() {
        while (!rising.isEmpty()) {
            pass(rising.removeFirst());
        }
        while (!early.isEmpty()) {
            next.accept(early.remove());
        }
    }
}
