package reckoner.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;
import reckoner.selftest.Books.Payment;
import reckoner.selftest.Tariff.Line;

/** Knows how each kind of corruption looks in the books, and notes where it must be found. */
final class Spoiler {

    private static final long CENT = 10_000;
    private static final int LONG_RUN = 30;

    private final Planting planting;
    private final Books books;
    private final List<Row> rows;
    private final Random random;

    Spoiler(Planting planting, Random random) {
        this.planting = planting;
        this.books = planting.books;
        this.rows = books.rows;
        this.random = random;
    }

    void spoil(Corruption kind, int place) {
        Row row = rows.get(place);
        String found = row.id();
        switch (kind) {
            case CHANGED_AMOUNT -> rows.set(place, row.amount(row.amount() + CENT * (2 + random.nextInt(90))));
            case TWO_EDITS_THAT_CANCEL_IN_ONE_ACCOUNT -> edit(kind, row, place);
            case CHANGED_BALANCE -> rows.set(place, row.balance(row.balance() + Planting.oddAmount(random)));
            case TRANSPOSED_DIGITS -> rows.set(place, row.balance(transposed(row.balance())));
            case MIDDLE_ROW_DELETED, FIRST_ROW_DELETED -> {
                rows.remove(place);
                found = rows.get(place).id();
            }
            case BALANCE_CARRIED_OVER_WRONG -> books.shift(place, Planting.oddAmount(random));
            case RENEWAL_FROM_CREDITS -> books.shift(place, -50 * Money.MICROS);
            case COUPON_WITHOUT_ENTRY -> books.shift(place, 49 * Money.MICROS);
            case LAPSE_WITHOUT_ENTRY -> lapse(row, place);
            case DUPLICATE_UNDER_NEW_ID -> {
                found = row.id() + "-again";
                rows.add(place + 1, row.id(found));
            }
            case LINE_REPEATED -> books.repeatedLines.add(row.id());
            case SENT_AGAIN_WITH_OTHER_CONTENT -> books.replaced.add(row.balance(row.balance() + Planting.oddAmount(random)));
            case SWAPPED_NEIGHBOURS -> {
                Row next = rows.get(place + 1);
                rows.set(place, next.at(row.at()));
                rows.set(place + 1, row.at(next.at()));
                found = next.id();
            }
            case TIME_OF_ONE_ROW_SHIFTED -> shiftTime(place, 1, Duration.ofMinutes(30L * (6 + random.nextInt(18))));
            case TIME_OF_30_ROWS_SHIFTED -> shiftTime(place, LONG_RUN, Duration.ofHours(3));
            case TIME_SHIFTED_BETWEEN_NEIGHBOURS -> rows.set(place, row.at(row.at().plus(Duration.ofMinutes(15))));
            case ROW_OF_ANOTHER_ACCOUNT -> {
                found = row.id() + "-other";
                rows.add(place + 1, new Row(row.slot(), found, row.at().plusSeconds(60), Tariff.SERVICES.get(0), EntryType.CONSUME,
                        EntryStatus.SUCCESS, Tariff.price(Tariff.SERVICES.get(0), row.at()), row.balance() + Planting.oddAmount(random), null));
            }
            case WRONG_SIGN -> books.shift(place, 2 * row.amount());
            case STATUS_FLIPPED_TO_FAILED -> rows.set(place, row.status(EntryStatus.FAILED));
            case STATUS_FLIPPED_TO_SUCCESS -> rows.set(place, row.status(EntryStatus.SUCCESS));
            case A_CENT_OFF -> books.charge(place, row.amount() + CENT);
            case ENGINE_SWAPPED -> rows.set(place, row.service(another(row.service())));
            case OLD_PRICE_TOO_LONG -> books.charge(place, Tariff.priceBefore(row.service(), row.at()));
            case NEW_PRICE_TOO_EARLY -> books.charge(place, Tariff.priceAfter(row.service(), row.at()));
            case PRICE_OF_ANOTHER_PLAN -> books.charge(place, Tariff.proPrice(row.at()));
            case UNPRICED_SERVICE -> rows.set(place, row.service("AI Modify (Self-test Unheard Of)"));
            case ORPHAN_OF_NO_EVENT -> rows.set(place, row.event("E-" + row.id()));
            case EVENT_OF_ANOTHER_ACCOUNT -> rows.set(place, row.event("EV-SELF-ELSE"));
            case EVENT_WINDOW_MOVED -> found = endEventBefore(place);
            case PRICE_LIST_EDITED -> found = editPrice();
            case PRICE_LIST_IN_WRONG_ZONE -> found = postponePrice();
            case ORPHAN_OF_NO_ACCOUNT -> {
                books.known = false;
                found = null;
            }
            case ALL_FIGURES_CHANGED_COHERENTLY -> {
                String other = another(row.service());
                rows.set(place, row.service(other));
                books.charge(place, Tariff.price(other, row.at()));
            }
            case REMOVED_AND_RENUMBERED, LAST_ROW_DELETED -> found = "U-" + remove(row, place);
            case CHARGED_AGAIN_ON_RETRY -> {
                found = row.id() + "-retry";
                rows.add(place + 1, row.id(found).at(row.at().plusSeconds(20)));
                books.shift(place + 1, -row.amount());
            }
            case SUCCESS_BOOKED_AS_FAILED -> {
                rows.set(place, row.status(EntryStatus.FAILED));
                books.shift(place, row.amount());
            }
            case ID_CUT_OFF -> {
                found = row.id().substring(0, row.id().length() - 1);
                rows.set(place, row.id(found));
            }
            case TOP_UP_CHANGED_COHERENTLY -> {
                long more = Planting.oddAmount(random);
                rows.set(place, row.amount(row.amount() + more));
                books.shift(place, more);
            }
            case TOP_UP_REMOVED_AND_RENUMBERED -> found = "P-" + remove(row, place);
            case TOP_UP_INVENTED_COHERENTLY -> {
                found = row.id() + "-gift";
                long credits = Planting.oddAmount(random);
                rows.add(place + 1, new Row(row.slot(), found, row.at().plusSeconds(60), "Credit purchase", EntryType.ADD,
                        EntryStatus.SUCCESS, credits, row.balance(), null));
                books.shift(place + 1, credits);
            }
            case CURRENCY_SWAPPED -> books.currency = "EUR";
            case TWO_EDITS_THAT_CANCEL_IN_TWO_ACCOUNTS, ROW_MOVED_TO_ANOTHER_ACCOUNT -> throw new IllegalArgumentException(kind.title());
        }
        if (kind.isShownOn(books.ground)) {
            planting.note(kind, kind.cause, found);
        } else {
            planting.note(kind, "", null);
        }
    }

    /** Five cents more here and five less at another place, or in another account. */
    private void edit(Corruption kind, Row row, int place) {
        rows.set(place, row.amount(row.amount() + 5 * CENT));
        int other = planting.place(kind);
        if (other >= 0) {
            rows.set(other, rows.get(other).amount(rows.get(other).amount() - 5 * CENT));
            planting.note(kind, kind.cause, rows.get(other).id());
        }
    }

    private void lapse(Row row, int place) {
        long lost = row.balance() - row.amount();
        rows.set(place, row.amount(row.amount() + lost));
        books.payments.replaceAll(p -> row.id().equals(p.reference()) ? new Payment(p.id(), p.at(), p.credits() + lost, row.id()) : p);
    }

    /** To the side on which there are others to pass over. */
    private void shiftTime(int place, int count, Duration by) {
        Duration signed = place - books.traps < SoundLedger.ENTRIES / 2 ? by : by.negated();
        for (int i = place; i < place + count; i++) {
            rows.set(i, rows.get(i).at(rows.get(i).at().plus(signed)));
        }
    }

    private String endEventBefore(int place) {
        int first = place;
        while (rows.get(first).event() == null || !rows.get(first).event().equals(books.event())) {
            first++;
        }
        books.eventEnds = rows.get(first).at().minus(Duration.ofHours(1));
        return rows.get(first).id();
    }

    /** The price in force since the change is another one on the list. */
    private String editPrice() {
        books.ownPrices.replaceAll(line -> line.from().equals(books.ground.change)
                ? line.with(line.from(), line.to(), line.priceMicros() + 8 * CENT) : line);
        return firstJob(books.ground.change);
    }

    /** 03:00 in Berlin was written as 03:00 UTC. */
    private String postponePrice() {
        Instant change = books.ground.change;
        Instant written = change.atZone(java.time.ZoneId.of(Books.ZONE)).toLocalDateTime().toInstant(java.time.ZoneOffset.UTC);
        books.ownPrices.replaceAll(line -> new Line(line.service(), line.plan(), line.from().equals(change) ? written : line.from(),
                line.to().equals(change) ? written : line.to(), line.priceMicros()));
        return firstJob(change);
    }

    private String firstJob(Instant from) {
        return rows.stream().filter(row -> row.isConsume() && !row.at().isBefore(from)).findFirst().orElseThrow().id();
    }

    private String remove(Row row, int place) {
        rows.remove(place);
        books.shift(place, -row.effect());
        return row.id();
    }

    private static String another(String service) {
        return Tariff.SERVICES.get((Tariff.SERVICES.indexOf(service) + 1) % Tariff.SERVICES.size());
    }

    /** 93.45 becomes 39.45: the first two digits change places, or where they are alike, one grows. */
    private static long transposed(long balance) {
        long credits = balance / Money.MICROS;
        long tens = credits / 10 % 10;
        long ones = credits % 10;
        return balance + (tens == ones ? 1 : (ones - tens) * 10 + tens - ones) * Money.MICROS;
    }
}
