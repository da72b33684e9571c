package reckoner.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;
import reckoner.selftest.Books.Ground;

/** Chooses places for corruptions in one account, far enough apart to be told from each other, and plants them there. */
final class Planting {

    private static final int APART = 8;
    private static final int LONG_RUN = 30;
    /** How many entries a shifted instant may pass over. */
    private static final int REACH = 11;
    private static final Instant MONTH_END = Instant.parse("2026-03-31T22:00:00Z");

    final Books books;
    private final Random random;
    private final BitSet taken = new BitSet();
    private final List<Planted> planted = new ArrayList<>();

    /**
     * What must be found.
     *
     * @param place transaction, usage record or payment that the finding must name; null: it names none
     */
    record Planted(Corruption kind, String check, String cause, @Nullable String place) {}

    Planting(Books books, Random random) {
        this.books = books;
        this.random = random;
        taken.set(1, books.traps);
    }

    List<Planted> planted() {
        return planted;
    }

    void note(Corruption kind, String cause, @Nullable String place) {
        planted.add(new Planted(kind, kind.check, cause, place));
    }

    /** Plant at a random place that suits, or at an edge; false where no place is left. */
    boolean plant(Corruption kind, boolean atEdge) {
        List<Integer> places = places(kind);
        if (places.isEmpty()) {
            return false;
        }
        List<Integer> chosenFrom = atEdge ? edges(places) : places;
        int place = chosenFrom.get(random.nextInt(chosenFrom.size()));
        reserve(kind, books.rows.get(place).slot());
        new Spoiler(this, random).spoil(kind, place);
        return true;
    }

    /** A place for one half of what takes two; -1 where none is left. */
    int place(Corruption kind) {
        List<Integer> places = places(kind);
        int place = places.isEmpty() ? -1 : places.get(random.nextInt(places.size()));
        if (place >= 0) {
            reserve(kind, books.rows.get(place).slot());
        }
        return place;
    }

    private List<Integer> places(Corruption kind) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < books.rows.size(); i++) {
            if (suits(kind, i) && isFree(kind, books.rows.get(i).slot())) {
                places.add(i);
            }
        }
        return places;
    }

    /** First, last, either side of the price change in the hour of the clock change, and of the month's end. */
    private List<Integer> edges(List<Integer> places) {
        List<Integer> edges = new ArrayList<>(List.of(places.get(0), places.get(places.size() - 1)));
        for (Instant edge : List.of(books.ground.change, MONTH_END)) {
            int after = 0;
            while (after < places.size() && books.rows.get(places.get(after)).at().isBefore(edge)) {
                after++;
            }
            if (after > 0 && after < places.size()) {
                edges.add(places.get(after - 1));
                edges.add(places.get(after));
            }
        }
        return edges;
    }

    private int before(Corruption kind) {
        return kind == Corruption.TIME_OF_ONE_ROW_SHIFTED || kind == Corruption.TIME_OF_30_ROWS_SHIFTED ? REACH : 0;
    }

    private int after(Corruption kind) {
        return switch (kind) {
            case TIME_OF_ONE_ROW_SHIFTED -> REACH;
            case TIME_OF_30_ROWS_SHIFTED -> LONG_RUN + REACH;
            default -> 0;
        };
    }

    private boolean isFree(Corruption kind, int slot) {
        if (slot == 0) {
            return !taken.get(0);
        }
        int next = taken.nextSetBit(Math.max(books.traps, slot - before(kind) - APART));
        return next < 0 || next > slot + after(kind) + APART;
    }

    private void reserve(Corruption kind, int slot) {
        taken.set(Math.max(0, slot - before(kind)), slot + after(kind) + 1);
    }

    private boolean suits(Corruption kind, int place) {
        Row row = books.rows.get(place);
        if (row.slot() < books.traps) {
            return kind == Corruption.FIRST_ROW_DELETED && row.slot() == 0;
        }
        int last = books.rows.size() - 1;
        boolean isFirst = row.slot() == books.traps;
        boolean isInner = !isFirst && place < last - 1;
        boolean movesWithNext = place < last && row.effect() != 0 && books.rows.get(place + 1).effect() != 0;
        return switch (kind) {
            case CHANGED_AMOUNT, TWO_EDITS_THAT_CANCEL_IN_ONE_ACCOUNT, TWO_EDITS_THAT_CANCEL_IN_TWO_ACCOUNTS, WRONG_SIGN, A_CENT_OFF,
                    STATUS_FLIPPED_TO_FAILED, UNPRICED_SERVICE, ALL_FIGURES_CHANGED_COHERENTLY, LINE_REPEATED -> row.isConsume();
            case ENGINE_SWAPPED -> row.isConsume() && Tariff.SERVICES.contains(row.service());
            case PRICE_OF_ANOTHER_PLAN -> row.isConsume() && row.service().equals(Tariff.TWO_PLANS);
            case ORPHAN_OF_NO_EVENT, EVENT_OF_ANOTHER_ACCOUNT -> row.isConsume() && row.event() == null;
            case CHANGED_BALANCE, TRANSPOSED_DIGITS, ROW_OF_ANOTHER_ACCOUNT -> isInner;
            case SENT_AGAIN_WITH_OTHER_CONTENT -> true;
            case DUPLICATE_UNDER_NEW_ID -> row.isConsume() && place < last;
            // Before a failed entry of the same price it could as well be that one which was charged.
            case MIDDLE_ROW_DELETED, ROW_MOVED_TO_ANOTHER_ACCOUNT -> isInner && movesWithNext
                    && (kind == Corruption.MIDDLE_ROW_DELETED || row.isConsume() && row.event() == null);
            case REMOVED_AND_RENUMBERED -> isInner && row.isConsume();
            case FIRST_ROW_DELETED -> false;
            case LAST_ROW_DELETED -> place == last && row.isConsume();
            case SWAPPED_NEIGHBOURS -> isInner && row.isConsume() && books.rows.get(place + 1).isConsume()
                    && row.at().isBefore(books.ground.change) == books.rows.get(place + 1).at().isBefore(books.ground.change)
                    && books.rows.get(place + 2).effect() != 0 && row.amount() != books.rows.get(place + 1).amount();
            case TIME_OF_ONE_ROW_SHIFTED -> row.isConsume();
            case TIME_OF_30_ROWS_SHIFTED -> isInner && movesWithNext && place + LONG_RUN + REACH <= last;
            case OLD_PRICE_TOO_LONG -> row.isConsume() && !row.at().isBefore(books.ground.change)
                    && row.at().isBefore(books.ground.change.plus(Duration.ofDays(1))) && Tariff.SERVICES.contains(row.service());
            case NEW_PRICE_TOO_EARLY -> row.isConsume() && row.at().isBefore(books.ground.change)
                    && !row.at().isBefore(books.ground.change.minus(Duration.ofDays(1))) && Tariff.SERVICES.contains(row.service());
            case STATUS_FLIPPED_TO_SUCCESS -> row.status() == EntryStatus.FAILED && row.amount() != 0;
            case BALANCE_CARRIED_OVER_WRONG, RENEWAL_FROM_CREDITS, COUPON_WITHOUT_ENTRY -> !isFirst && row.effect() != 0;
            case LAPSE_WITHOUT_ENTRY -> !isFirst && row.type() == EntryType.ADD;
            case TOP_UP_CHANGED_COHERENTLY, TOP_UP_REMOVED_AND_RENUMBERED -> row.type() == EntryType.ADD;
            case SUCCESS_BOOKED_AS_FAILED -> row.isConsume();
            case CHARGED_AGAIN_ON_RETRY, TIME_SHIFTED_BETWEEN_NEIGHBOURS -> row.isConsume()
                    && (place == last || books.rows.get(place + 1).at().isAfter(row.at().plus(Duration.ofMinutes(15))));
            case ID_CUT_OFF -> row.isConsume() && isUnlikeAnyOther(row.id().substring(0, row.id().length() - 1));
            case EVENT_WINDOW_MOVED -> isInner && books.rows.subList(place, last).stream().anyMatch(r -> r.event() != null);
            case PRICE_LIST_EDITED, PRICE_LIST_IN_WRONG_ZONE, CURRENCY_SWAPPED, ORPHAN_OF_NO_ACCOUNT -> isInner;
            case TOP_UP_INVENTED_COHERENTLY -> isInner && books.rows.get(place + 1).at().isAfter(row.at().plus(Duration.ofMinutes(15)));
        };
    }

    private boolean isUnlikeAnyOther(String id) {
        return books.rows.stream().noneMatch(row -> row.id().equals(id));
    }

    /** An amount that is no price, fee or coupon, micro-credits. */
    static long oddAmount(Random random) {
        return (1 + random.nextInt(300)) * (Money.MICROS / 100) + 30 * Money.MICROS;
    }

    boolean isBacked() {
        return books.ground == Ground.BACKED;
    }
}
