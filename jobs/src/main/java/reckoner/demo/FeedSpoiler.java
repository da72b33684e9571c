package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Rows.LedgerRow;

/** Knows the faults that only another feed shows: balances and prices agree, but usage, payments or events say otherwise. */
final class FeedSpoiler {
    private static final BigDecimal BOUGHT = new BigDecimal("75.00");
    private static final BigDecimal PAID = new BigDecimal("60.00");
    private static final BigDecimal RENEWAL = new BigDecimal("50.00");
    private static final Duration LATE = Duration.ofHours(3);
    private static final int SECONDS_LATER = 4;

    private final DemoAccount account;
    private final Book book;
    private final Notes notes;

    /** Writes down what was done. */
    interface Notes {
        boolean note(Fault fault, @Nullable LedgerRow row, BigDecimal difference, String sentence);
    }

    FeedSpoiler(DemoAccount account, Book book, Notes notes) {
        this.account = account;
        this.book = book;
        this.notes = notes;
    }

    /** Prints the job with the fault, or does nothing and returns false where the fault does not fit. */
    boolean spoil(Fault fault, Happening.Job job, BigDecimal amount, Surroundings around) {
        return switch (fault) {
            case NOT_BILLED -> forget(job, amount);
            case NO_USAGE_RECORD -> around.isOnlyOfItsService(job) && notes.note(fault, book.chargeWithoutUsage(job, amount, 0), amount,
                    amount + " was charged for '" + job.service().label + "', which nobody used.");
            case FAILED_JOB_BILLED -> notes.note(fault, book.chargeFailed(job, amount), amount,
                    amount + " was charged for a job that failed, as its usage record says.");
            case OTHER_QUANTITY -> notes.note(fault, book.chargeHalf(job, amount), amount.negate(),
                    "Twice the quantity that was billed was used, for " + amount.add(amount) + ".");
            case CHARGED_AGAIN -> chargeTwice(job, amount);
            case TRUNCATED_ID -> around.isOnlyOfItsService(job) && notes.note(fault, book.chargeCutOff(job, amount), BigDecimal.ZERO,
                    "The entry's id lacks its last character; its usage record names it whole.");
            case NOT_CREDITED -> takeMoney(job, amount);
            case NOT_PAID -> giveCredit(job, amount);
            case OTHER_AMOUNT_CREDITED -> creditMore(job, amount);
            case AFTER_EVENT -> chargeLate(job, amount);
            case SUBSCRIPTION_FROM_CREDITS -> subscribe(job, amount);
            default -> false;
        };
    }

    private boolean forget(Happening.Job job, BigDecimal amount) {
        book.useWithoutEntry(job.at(), job);
        return notes.note(Fault.NOT_BILLED, null, amount.negate(),
                "'" + job.service().label + "' was used at " + job.at() + " for " + amount + " and never billed.");
    }

    private boolean chargeTwice(Happening.Job job, BigDecimal amount) {
        book.charge(job, amount);
        return notes.note(Fault.CHARGED_AGAIN, book.chargeWithoutUsage(job, amount, SECONDS_LATER), amount,
                "The job was charged again " + SECONDS_LATER + " s later; it was used once.");
    }

    private boolean takeMoney(Happening.Job job, BigDecimal amount) {
        book.pay(job.at(), PAID, book.newId("TX"));
        book.charge(job, amount);
        return notes.note(Fault.NOT_CREDITED, null, PAID.negate(), PAID + " was paid at " + job.at() + " and never credited.");
    }

    private boolean giveCredit(Happening.Job job, BigDecimal amount) {
        LedgerRow row = book.give(job.at().minusSeconds(SECONDS_LATER), BOUGHT);
        book.charge(job, amount);
        return notes.note(Fault.NOT_PAID, row, BOUGHT, "A purchase of " + BOUGHT + " was credited and never paid.");
    }

    private boolean creditMore(Happening.Job job, BigDecimal amount) {
        LedgerRow row = book.give(job.at().minusSeconds(SECONDS_LATER), BOUGHT);
        book.pay(job.at().minusSeconds(SECONDS_LATER), PAID, row.id());
        book.charge(job, amount);
        return notes.note(Fault.OTHER_AMOUNT_CREDITED, row, BOUGHT.subtract(PAID),
                BOUGHT + " credits were added for a payment of " + PAID + ".");
    }

    private boolean chargeLate(Happening.Job job, BigDecimal amount) {
        Optional<DemoEvent> over = account.events().stream()
                .filter(event -> job.event() == null && event.end().plus(LATE).isBefore(job.at())).findFirst();
        return over.isPresent() && notes.note(Fault.AFTER_EVENT,
                book.charge(job, job.service().label, over.get().id(), amount, amount.negate()), amount,
                "The entry belongs to event " + over.get().id() + ", which was over at " + over.get().end() + ".");
    }

    private boolean subscribe(Happening.Job job, BigDecimal amount) {
        LedgerRow row = book.post(job.at().minusSeconds(SECONDS_LATER), null, "Subscription renewal", "Consume", "Success", 1, RENEWAL,
                RENEWAL.negate());
        book.charge(job, amount);
        return notes.note(Fault.SUBSCRIPTION_FROM_CREDITS, row, RENEWAL, "A renewal of " + RENEWAL + " was taken from the credits.");
    }
}
