package reckoner.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;
import reckoner.selftest.SoundLedger.Row;

/** Plants corruptions into one account's rows, far enough apart to be told from each other. */
final class Planting {

    private static final int APART = 6;

    private final String account;
    private final List<Row> rows;
    private final Random random;
    private final List<Integer> taken = new ArrayList<>();
    private final List<Planted> planted = new ArrayList<>();

    /** @param transaction where it must be found; null where only a manifest or seal could tell */
    record Planted(Corruption kind, String account, @Nullable String transaction) {}

    Planting(String account, List<Row> rows, Random random) {
        this.account = account;
        this.rows = rows;
        this.random = random;
    }

    List<Row> rows() {
        return rows;
    }

    List<Planted> planted() {
        return planted;
    }

    /** Plant at a random place that suits, or at the first or last one; nothing where no place is left. */
    void plant(Corruption kind, boolean atEdge) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int place = i;
            if (suits(kind, i) && taken.stream().noneMatch(t -> Math.abs(t - place) < APART)) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        int place = atEdge ? places.get(random.nextBoolean() ? 0 : places.size() - 1) : places.get(random.nextInt(places.size()));
        int size = rows.size();
        planted.add(new Planted(kind, account, corrupt(kind, place)));
        taken.replaceAll(t -> t > place ? t + rows.size() - size : t);
        taken.add(place);
    }

    private boolean suits(Corruption kind, int place) {
        Row row = rows.get(place);
        boolean isInner = place > 0 && place < rows.size() - 2;
        return switch (kind) {
            case CHANGED_AMOUNT -> row.isConsume();
            case CHANGED_BALANCE, TRANSPOSED_DIGITS, ROW_OF_ANOTHER_ACCOUNT -> isInner;
            case DUPLICATE_UNDER_NEW_ID -> row.isConsume() && place < rows.size() - 1;
            // Before a failed entry of the same price it could as well be that one which was charged.
            case MIDDLE_ROW_DELETED -> isInner && row.effect() != 0 && rows.get(place + 1).effect() != 0;
            case FIRST_ROW_DELETED -> place == 0;
            case LAST_ROW_DELETED -> place == rows.size() - 1;
            case SWAPPED_NEIGHBOURS -> isInner && row.isConsume() && rows.get(place + 1).isConsume()
                    && !row.at().isBefore(SoundLedger.CHANGE) == !rows.get(place + 1).at().isBefore(SoundLedger.CHANGE)
                    && rows.get(place + 2).effect() != 0 && row.amount() != rows.get(place + 1).amount();
            case WRONG_SIGN, ROUNDED_A_CENT_OFF, ENGINE_SWAPPED, ORPHAN_OF_NO_EVENT, STATUS_FLIPPED_TO_FAILED,
                    ALL_FIGURES_CHANGED_COHERENTLY -> row.isConsume();
            case OLD_PRICE_TOO_LONG -> row.isConsume() && !row.at().isBefore(SoundLedger.CHANGE)
                    && row.at().isBefore(SoundLedger.CHANGE.plusSeconds(86_400));
            case STATUS_FLIPPED_TO_SUCCESS -> row.status() == EntryStatus.FAILED;
            case BALANCE_CARRIED_OVER_WRONG -> place > 0 && row.effect() != 0;
            case TOP_UP_CHANGED_COHERENTLY -> row.type() == EntryType.ADD;
            case REMOVED_AND_RENUMBERED -> isInner && row.isConsume();
        };
    }

    /** Returns the transaction that must be named. */
    private @Nullable String corrupt(Corruption kind, int place) {
        Row row = rows.get(place);
        long odd = (1 + random.nextInt(300)) * 10_000L + 40_000_000;
        switch (kind) {
            case CHANGED_AMOUNT -> rows.set(place, row.amount(row.amount() + 10_000L * (1 + random.nextInt(90))));
            case CHANGED_BALANCE -> rows.set(place, row.balance(row.balance() + odd));
            case TRANSPOSED_DIGITS -> rows.set(place, row.balance(transposed(row.balance())));
            case MIDDLE_ROW_DELETED, FIRST_ROW_DELETED -> {
                rows.remove(place);
                return rows.get(place).id();
            }
            case LAST_ROW_DELETED -> rows.remove(place);
            case DUPLICATE_UNDER_NEW_ID -> {
                rows.add(place + 1, row.as(row.id() + "-again", row.at()));
                return row.id() + "-again";
            }
            case SWAPPED_NEIGHBOURS -> {
                Row next = rows.get(place + 1);
                rows.set(place, next.as(next.id(), row.at()));
                rows.set(place + 1, row.as(row.id(), next.at()));
                return next.id();
            }
            case ROW_OF_ANOTHER_ACCOUNT -> {
                long price = SoundLedger.price(0, row.at());
                rows.add(place + 1, new Row(row.id() + "-other", row.at().plusSeconds(60), 0, EntryType.CONSUME, EntryStatus.SUCCESS,
                        price, row.balance() + odd, null));
                return row.id() + "-other";
            }
            case WRONG_SIGN -> shift(place, 2 * row.amount());
            case BALANCE_CARRIED_OVER_WRONG -> shift(place, odd);
            case STATUS_FLIPPED_TO_FAILED -> rows.set(place, row.status(EntryStatus.FAILED));
            case STATUS_FLIPPED_TO_SUCCESS -> rows.set(place, row.status(EntryStatus.SUCCESS));
            case ROUNDED_A_CENT_OFF -> charge(place, row.amount() + 10_000);
            case ENGINE_SWAPPED -> rows.set(place, row.service((row.service() + 1) % SoundLedger.SERVICES.length));
            case OLD_PRICE_TOO_LONG -> charge(place, SoundLedger.OLD[row.service()]);
            case ORPHAN_OF_NO_EVENT -> rows.set(place, row.event("E-" + row.id()));
            case ALL_FIGURES_CHANGED_COHERENTLY -> {
                int other = (row.service() + 1) % SoundLedger.SERVICES.length;
                rows.set(place, row.service(other));
                charge(place, SoundLedger.price(other, row.at()));
                return null;
            }
            case TOP_UP_CHANGED_COHERENTLY -> {
                rows.set(place, row.amount(row.amount() + odd));
                shift(place, odd);
                return null;
            }
            case REMOVED_AND_RENUMBERED -> {
                rows.remove(place);
                shift(place, row.amount());
                return null;
            }
        }
        return kind.isShownByTheLedger() ? row.id() : null;
    }

    /** The entry costs something else, and every balance from there on is right for it. */
    private void charge(int place, long amount) {
        Row row = rows.get(place);
        rows.set(place, row.amount(amount));
        shift(place, row.amount() - amount);
    }

    private void shift(int from, long micros) {
        for (int i = from; i < rows.size(); i++) {
            rows.set(i, rows.get(i).balance(rows.get(i).balance() + micros));
        }
    }

    /** 93.45 becomes 39.45: the first two digits change places, or where they are alike, one grows. */
    private static long transposed(long balance) {
        long credits = balance / Money.MICROS;
        long tens = credits / 10 % 10;
        long ones = credits % 10;
        return balance + (tens == ones ? 1 : (ones - tens) * 10 + tens - ones) * Money.MICROS;
    }
}
