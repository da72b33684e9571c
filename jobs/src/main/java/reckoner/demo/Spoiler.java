package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Rows.LedgerRow;

/** Knows how each kind of fault looks in the books, and writes down what it did. */
final class Spoiler {
    private static final BigDecimal ENOUGH = new BigDecimal("33.00");
    private static final BigDecimal WORTHWHILE = new BigDecimal("0.10");
    private static final BigDecimal RENEWAL = new BigDecimal("50.00");
    private static final BigDecimal OFF = new BigDecimal("3.00");
    private static final Duration BEFORE_LAPSE_ENDS = Duration.ofMinutes(20);

    private final DemoAccount account;
    private final PriceTable prices;
    private final OddPrices odd;
    private final Book book;
    private final FeedSpoiler feeds;
    private final List<Planted> planted = new ArrayList<>();

    Spoiler(DemoAccount account, PriceTable prices, Book book) {
        this.account = account;
        this.prices = prices;
        this.odd = new OddPrices(prices, account);
        this.book = book;
        this.feeds = new FeedSpoiler(account, book, this::note);
    }

    List<Planted> planted() {
        return planted;
    }

    /** Prints the job with the fault, or does nothing and returns false where the fault does not fit. */
    boolean spoil(Fault fault, Happening.Job job, BigDecimal amount, Surroundings around) {
        boolean isAboutGap = fault == Fault.RENEWAL_FROM_CREDITS || fault == Fault.LAPSE_WITHOUT_ENTRY;
        if (!isAboutGap && fault != Fault.AFTER_EVENT && (job.event() == null || amount.compareTo(WORTHWHILE) < 0)) {
            return false;
        }
        // Credit enough that no purchase comes between the fault and its neighbours.
        if (fault != Fault.LAPSE_WITHOUT_ENTRY && book.balance().compareTo(ENOUGH) < 0) {
            return false;
        }
        return switch (fault) {
            case MISSING_ENTRY -> loseEntry(job, amount);
            case RENEWAL_FROM_CREDITS -> renew(job, amount, around);
            case LAPSE_WITHOUT_ENTRY -> lapse(job, amount, around);
            case CHANGED_BALANCE -> note(fault, book.chargeMisprinted(job, amount, OFF), OFF,
                    "The balance is printed " + OFF + " too high in this entry alone.");
            case CHANGED_AMOUNT -> changeAmount(job, amount);
            case WRONG_SIGN -> note(fault, charge(job, amount, amount), amount.add(amount),
                    "This charge of " + amount + " was added to the balance.");
            case SUCCESS_NOT_CHARGED -> note(fault, charge(job, amount, BigDecimal.ZERO), amount,
                    "The job succeeded and costs " + amount + ", but the balance did not move.");
            case FAILED_BUT_CHARGED -> note(fault, book.fail(job, amount, amount.negate()), amount.negate(),
                    "The job failed, but " + amount + " was taken and never given back.");
            case OLD_PRICE -> misprice(fault, job, amount, odd.old(job), "the price before the last change");
            case NEW_PRICE_EARLY -> misprice(fault, job, amount, odd.early(job), "the price after the next change");
            case SHIFTED_TIME -> shiftTime(job, amount, around);
            case OTHER_PLAN_PRICE -> misprice(fault, job, amount, odd.ofOtherPlan(job, amount), "the price of another plan");
            case WRONG_PRICE -> misprice(fault, job, amount, odd.notOnAnyList(job, amount), "a price of no list");
            case UNKNOWN_SERVICE -> chargeUnknown(job);
            case NO_PRICE_AT_TIME -> chargeUnpriced(job);
            case UNKNOWN_EVENT -> moveToUnknownEvent(job, amount);
            case DUPLICATE -> printAgain(job, amount);
            case REPEATED_RECORD -> note(fault, book.print(book.charge(job, amount)), amount,
                    "The entry was delivered twice, word for word.");
            case NOT_BILLED, NO_USAGE_RECORD, FAILED_JOB_BILLED, OTHER_QUANTITY, CHARGED_AGAIN, TRUNCATED_ID, NOT_CREDITED, NOT_PAID,
                    OTHER_AMOUNT_CREDITED, AFTER_EVENT -> feeds.spoil(fault, job, amount, around);
            case SUBSCRIPTION_FROM_CREDITS -> book.balance().compareTo(ENOUGH.add(RENEWAL)) >= 0
                    && feeds.spoil(fault, job, amount, around);
            case OVERDRAWN, OPENING_DIFFERS -> false;
        };
    }

    /** Shows at the entry after the gap. */
    private boolean loseEntry(Happening.Job job, BigDecimal amount) {
        Instant at = job.at().minusSeconds(4);
        BigDecimal lost = prices.row(job.service(), account.planAt(at), at).map(row -> row.amount(job.quantity())).orElse(amount);
        book.useWithoutEntry(at, job);
        book.moveWithoutEntry(lost.negate());
        return note(Fault.MISSING_ENTRY, book.charge(job, amount), lost.negate(), "The entry of " + lost + " for '"
                + job.service().label + "' at " + at + " is missing before this one; its usage record is there.");
    }

    private boolean renew(Happening.Job job, BigDecimal amount, Surroundings around) {
        if (around.sinceLast().compareTo(Duration.ofHours(6)) < 0 || book.balance().compareTo(ENOUGH.add(RENEWAL)) < 0) {
            return false;
        }
        book.moveWithoutEntry(RENEWAL.negate());
        return note(Fault.RENEWAL_FROM_CREDITS, book.charge(job, amount), RENEWAL.negate(),
                "A renewal of " + RENEWAL + " was taken from the credits without an entry before this one.");
    }

    private boolean lapse(Happening.Job job, BigDecimal amount, Surroundings around) {
        BigDecimal lost = book.balance();
        boolean roundDollars = lost.stripTrailingZeros().scale() <= 0;
        if (around.sinceLast().compareTo(Duration.ofHours(36)) < 0 || roundDollars) {
            return false;
        }
        book.moveWithoutEntry(lost.negate());
        BigDecimal bought = new BigDecimal("100.00");
        LedgerRow row = book.buy(job.at().minus(BEFORE_LAPSE_ENDS), "Credit purchase", bought, bought);
        book.charge(job, amount);
        return note(Fault.LAPSE_WITHOUT_ENTRY, row, lost.negate(),
                "The whole balance of " + lost + " was lost without an entry before this purchase.");
    }

    private boolean shiftTime(Happening.Job job, BigDecimal amount, Surroundings around) {
        Instant at = around.placeAfterSome();
        return at != null && note(Fault.SHIFTED_TIME, book.chargeAt(at, job, amount), BigDecimal.ZERO,
                "The job was done at " + job.at() + "; its entry is printed at " + at + ", after others that were booked later.");
    }

    private boolean changeAmount(Happening.Job job, BigDecimal amount) {
        BigDecimal printed = odd.notOnAnyList(job, amount);
        LedgerRow row = charge(job, printed, amount.negate());
        return note(Fault.CHANGED_AMOUNT, row, printed.subtract(amount),
                "The amount is printed as " + printed + "; the balance moved by " + amount + ", the price in force.");
    }

    private boolean misprice(Fault fault, Happening.Job job, BigDecimal amount, @Nullable BigDecimal wrong, String whose) {
        return wrong != null && note(fault, book.charge(job, wrong), wrong.subtract(amount), "Charged " + wrong + " for '"
                + job.service().label + "', " + whose + "; the price in force gives " + amount + ".");
    }

    private boolean chargeUnknown(Happening.Job job) {
        Happening.Job one = new Happening.Job(job.at(), job.event(), job.service(), 1, false, false);
        BigDecimal amount = new BigDecimal("0.20");
        return note(Fault.UNKNOWN_SERVICE, book.charge(one, Service.UNKNOWN, job.eventId(), amount, amount.negate()), amount,
                "'" + Service.UNKNOWN + "' was charged " + amount + "; the price list does not know it.");
    }

    private boolean chargeUnpriced(Happening.Job job) {
        Service service = odd.unpricedAt(job.at());
        if (service == null) {
            return false;
        }
        int quantity = service.quantities.get(0);
        BigDecimal amount = prices.of(service).get(0).amount(quantity);
        Happening.Job other = new Happening.Job(job.at(), job.event(), service, quantity, false, false);
        return note(Fault.NO_PRICE_AT_TIME, book.charge(other, amount), amount,
                "'" + service.label + "' was charged " + amount + "; the price list has no price for it at that time.");
    }

    private boolean moveToUnknownEvent(Happening.Job job, BigDecimal amount) {
        String event = String.format(Locale.ROOT, "EV-%04d-99", account.index() + 1);
        LedgerRow row = book.charge(job, job.service().label, event, amount, amount.negate());
        return note(Fault.UNKNOWN_EVENT, row, amount, "The entry belongs to event " + event + ", which no event feed has.");
    }

    private boolean printAgain(Happening.Job job, BigDecimal amount) {
        LedgerRow row = book.charge(job, amount);
        return note(Fault.DUPLICATE, book.print(row.withId(book.newId("TX"))), amount,
                "The entry " + row.id() + " is here again under another id, with the same balance.");
    }

    private LedgerRow charge(Happening.Job job, BigDecimal amount, BigDecimal moved) {
        return book.charge(job, job.service().label, job.eventId(), amount, moved);
    }

    boolean note(Fault fault, @Nullable LedgerRow row, BigDecimal difference, String sentence) {
        return planted.add(new Planted(fault.words(), fault.check, account.id(), row == null ? null : row.event(),
                row == null ? null : row.id(), difference, fault.cause(), sentence));
    }
}
