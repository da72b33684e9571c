package reckoner.selftest;

import java.util.List;
import reckoner.ledger.Money;

/** Two accounts that are corrupted together. */
record Pair(Planting one, Planting other) {

    void spoil(Corruption kind) {
        if (kind == Corruption.ROW_MOVED_TO_ANOTHER_ACCOUNT) {
            move(kind);
        } else {
            edit(kind, one, Money.micros("0.05"));
            edit(kind, other, Money.micros("-0.05"));
        }
    }

    private static void edit(Corruption kind, Planting planting, long micros) {
        List<Row> rows = planting.books.rows;
        int place = planting.place(kind);
        rows.set(place, rows.get(place).amount(rows.get(place).amount() + micros));
        planting.note(kind, kind.cause, rows.get(place).id());
    }

    /** The entry, with the balance that it has in its own account, between two entries of the other one. */
    private void move(Corruption kind) {
        List<Row> rows = one.books.rows;
        int place = one.place(kind);
        // Not at the same instant as an entry of the other account, which has the same hours.
        Row row = rows.remove(place);
        other.books.rows.add(place + 1, row.at(row.at().plusSeconds(40)));
        one.note(kind, "entry_in_other_account", rows.get(place).id());
        other.note(kind, kind.cause, row.id());
    }
}
