package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.Money;

/**
 * Names the likely cause of a break. The rules go from what proves itself (the next balance takes the difference back) over
 * what another feed bears out (a usage record or payment of that amount) to what is only a known amount.
 */
final class Causes {

    private static final long CENT = 10_000;

    private final Evidence evidence;
    private final ReconcileSettings settings;

    Causes(Evidence evidence, ReconcileSettings settings) {
        this.evidence = evidence;
        this.settings = settings;
    }

    /**
     * Explain a broken link.
     *
     * @param ownToleranceMicros the rounding that the source admits, whatever tolerance was asked for
     */
    Finding explain(Surroundings around, long ownToleranceMicros) {
        Finding finding = likely(around, ownToleranceMicros);
        boolean isBorneOut = finding.usageId() != null || finding.paymentId() != null;
        return !around.broken().ambiguous() ? finding : finding.asAmbiguous(isBorneOut ? finding.cause() : "ambiguous");
    }

    private Finding likely(Surroundings around, long ownToleranceMicros) {
        Link before = around.before();
        Link broken = around.broken();
        LedgerEntry entry = broken.entry();
        long gap = broken.gapMicros();
        if (Math.abs(gap) <= ownToleranceMicros) {
            return finding(broken, "rounding", "Balance %s is %s off; the source prints balances rounded by up to %s."
                    .formatted(money(broken.balanceMicros()), money(gap), money(ownToleranceMicros)));
        }
        if (around.isTakenBack()) {
            return finding(broken, "changed_balance", "Balance %s should be %s; the next entry goes on from the right one, so only this balance was altered by %s."
                    .formatted(money(broken.balanceMicros()), money(broken.expectedMicros()), money(gap)));
        }
        if (around.isSwapped()) {
            return finding(broken, "swapped", "%s and the entry after it changed places: each balance follows when they are exchanged."
                    .formatted(entry.transactionId()));
        }
        if (around.isForeign()) {
            return finding(broken, "foreign_entry", "The chain is whole without %s: the next entry goes on from %s, the balance before it. It belongs to another account or was made up."
                    .formatted(entry.transactionId(), money(broken.beforeMicros())));
        }
        if (broken.first()) {
            return ofTheEntryItself(broken).orElseGet(() -> opening(broken));
        }
        Optional<String> twin = evidence.twinOf(entry);
        if (twin.isPresent()) {
            return new Finding("duplicate_transaction", entry, broken.expectedMicros(), broken.balanceMicros(), "duplicate",
                    "%s says the same as %s: same instant, service, amount %s and balance %s. It is in the ledger twice."
                            .formatted(entry.transactionId(), twin.get(), money(entry.amountMicros()), money(broken.balanceMicros())),
                    null, null);
        }
        return ofTheEntryItself(broken).or(() -> borneOutElsewhere(before, broken)).orElseGet(() -> knownAmount(before, broken));
    }

    /** A wrong opening balance, or a first entry that is missing: where another feed has its record, that is named. */
    private Finding opening(Link broken) {
        Optional<Finding> missing = borneOutElsewhere(null, broken);
        return new Finding("opening_balance", broken.entry(), broken.expectedMicros(), broken.balanceMicros(), "opening_differs",
                "The account states an opening balance of %s; its first entry follows from %s.%s".formatted(money(broken.beforeMicros()),
                        money(broken.ownBeforeMicros()), missing.map(finding -> " " + finding.explanation()).orElse("")),
                missing.map(Finding::usageId).orElse(null), missing.map(Finding::paymentId).orElse(null));
    }

    private Optional<Finding> ofTheEntryItself(Link broken) {
        LedgerEntry entry = broken.entry();
        long gap = broken.gapMicros();
        if (entry.status() != EntryStatus.SUCCESS || entry.amountMicros() == 0) {
            return Optional.empty();
        }
        if (broken.balanceMicros() == broken.beforeMicros()) {
            return Optional.of(finding(broken, "success_not_charged", "%s succeeded for %s but the balance stayed at %s."
                    .formatted(entry.type().title(), money(entry.amountMicros()), money(broken.balanceMicros()))));
        }
        if (gap == -2 * broken.movementMicros()) {
            return Optional.of(finding(broken, "wrong_sign", "The balance went from %s to %s: by %s in the wrong direction for a %s."
                    .formatted(money(broken.beforeMicros()), money(broken.balanceMicros()), money(entry.amountMicros()), entry.type().title())));
        }
        long moved = broken.balanceMicros() - broken.beforeMicros();
        OptionalLong due = broken.movementMicros() < 0 ? evidence.amountDueMicros(entry) : evidence.paidCreditsMicros(entry);
        if (due.isPresent() && due.getAsLong() != entry.amountMicros() && entry.type().effect(due.getAsLong()) == moved) {
            return Optional.of(finding(broken, "changed_amount", "The balance moved by %s, which is what was due; the entry prints %s."
                    .formatted(money(moved), money(entry.amountMicros()))));
        }
        return Optional.empty();
    }

    private Optional<Finding> borneOutElsewhere(@Nullable Link before, Link broken) {
        LedgerEntry entry = broken.entry();
        long gap = broken.gapMicros();
        Instant to = entry.occurredAt();
        Instant from = before == null ? to.minus(settings.lookAround()) : before.entry().occurredAt();
        if (gap < 0) {
            return evidence.unbilledUsage(entry.accountKey(), from, to, settings.usageWindow(), -gap)
                    .map(usage -> new Finding("running_balance", entry, broken.expectedMicros(), broken.balanceMicros(), "missing_entry",
                            "An entry of %s is missing before %s: usage record %s (%s) has that price and no entry."
                                    .formatted(money(gap), entry.transactionId(), usage.id(), usage.what()),
                            usage.id(), null));
        }
        Duration around = settings.lookAround();
        return evidence.uncreditedPayment(entry.accountKey(), from.minus(around), to.plus(around), gap)
                .map(payment -> new Finding("running_balance", entry, broken.expectedMicros(), broken.balanceMicros(), "missing_entry",
                        "An entry of +%s is missing before %s: payment %s has that many credits and no entry."
                                .formatted(money(gap), entry.transactionId(), payment.id()),
                        null, payment.id()));
    }

    private Finding knownAmount(@Nullable Link before, Link broken) {
        long gap = broken.gapMicros();
        String where = before == null
                ? "before " + broken.entry().transactionId()
                : "between " + before.entry().transactionId() + " and " + broken.entry().transactionId();
        if (gap < 0 && broken.beforeMicros() + gap == 0) {
            return finding(broken, "lapse_without_entry", "All credits, %s, were lost %s without an entry."
                    .formatted(money(broken.beforeMicros()), where));
        }
        if (settings.renewals().stream().anyMatch(fee -> isAmount(fee, -gap))) {
            return finding(broken, "renewal_from_credits", "%s left the balance %s without an entry; it is the amount of a subscription renewal."
                    .formatted(money(-gap), where));
        }
        if (settings.coupons().stream().anyMatch(coupon -> isAmount(coupon, gap))) {
            return finding(broken, "coupon_without_entry", "%s came into the balance %s without an entry; it is the amount of a coupon."
                    .formatted(money(gap), where));
        }
        if (Math.abs(gap) <= CENT) {
            return finding(broken, "rounding", "Balance %s is %s off the expected %s."
                    .formatted(money(broken.balanceMicros()), money(gap), money(broken.expectedMicros())));
        }
        return finding(broken, "missing_entry", "The balance moved by %s %s without an entry; no usage record or payment has that amount."
                .formatted(money(gap), where));
    }

    private static Finding finding(Link broken, String cause, String explanation) {
        return Finding.of("running_balance", broken.entry(), broken.expectedMicros(), broken.balanceMicros(), cause, explanation);
    }

    private static boolean isAmount(BigDecimal credits, long micros) {
        return Money.micros(credits) == micros;
    }

    static String money(long micros) {
        return Money.text(micros);
    }
}
