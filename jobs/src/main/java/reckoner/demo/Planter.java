package reckoner.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import reckoner.demo.Rows.LedgerRow;

/** Decides when one account is spoiled: as soon as something is due, at an entry that stands alone. */
final class Planter {
    private static final int ENTRIES_APART = 25;
    private static final int ENTRIES_BELOW_ZERO = 4;

    private final Book book;
    private final Spoiler spoiler;
    private final List<FaultPlan.Due> due;
    private final boolean forbidsRefunds;
    private int lastPlanted = -ENTRIES_APART;
    private boolean overdrawing;
    private int entriesBelowZero;

    Planter(DemoAccount account, PriceTable prices, Book book, List<FaultPlan.Due> faults) {
        this.book = book;
        this.spoiler = new Spoiler(account, prices, book);
        this.due = new ArrayList<>(faults);
        // A refund of the same amount would look like the compensation of a failed job that was charged.
        this.forbidsRefunds = faults.stream().anyMatch(fault -> fault.fault() == Fault.FAILED_BUT_CHARGED);
    }

    List<Planted> planted() {
        return spoiler.planted();
    }

    /** Whether the account has lost its way to buy credit and is on the way below zero, or there. */
    boolean isOverdrawing() {
        return overdrawing;
    }

    /** Whether the account is below zero and must stay there for now. */
    boolean isBelowZero() {
        return overdrawing && entriesBelowZero > 0;
    }

    boolean forbidsRefunds() {
        return forbidsRefunds || isBelowZero();
    }

    /** Prints the job in a wrong way if something is due and fits here; otherwise does nothing and returns false. */
    boolean plant(Happening.Job job, BigDecimal amount, Surroundings around) {
        if (due.isEmpty() || isBelowZero() || book.entries() - lastPlanted < ENTRIES_APART || !around.isQuiet()) {
            return false;
        }
        for (FaultPlan.Due fault : due) {
            if (!job.at().isBefore(fault.from()) && tryTo(fault.fault(), job, amount, around)) {
                due.remove(fault);
                lastPlanted = book.entries();
                return true;
            }
        }
        return false;
    }

    private boolean tryTo(Fault fault, Happening.Job job, BigDecimal amount, Surroundings around) {
        if (fault == Fault.OVERDRAWN) {
            overdrawing = true;
            book.charge(job, amount);
            return true;
        }
        return spoiler.spoil(fault, job, amount, around);
    }

    /** Charges a job that the balance does not cover, if that is what is being planted. */
    boolean overdraw(Happening.Job job, BigDecimal amount, Surroundings around) {
        if (!overdrawing || entriesBelowZero == 0 && !around.isAlone()) {
            return false;
        }
        LedgerRow row = book.charge(job, amount);
        if (entriesBelowZero == 0) {
            spoiler.note(Fault.OVERDRAWN, row, row.balance(),
                    "The balance fell below zero and charging went on, since no recharge came.");
        }
        entriesBelowZero++;
        if (entriesBelowZero == ENTRIES_BELOW_ZERO) {
            overdrawing = false;
            lastPlanted = book.entries();
        }
        return true;
    }
}
