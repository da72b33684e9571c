package reckoner.reconcile;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.Link;

/**
 * Turns the links of one account into findings. Looks two links ahead, because a balance that the next entry takes back, an
 * entry without which the chain is whole, or two entries that changed places are one cause and not two or three breaks.
 */
final class AccountWalk {

    private static final int AHEAD = 2;

    private final Causes causes;
    private final Sources sources;
    private final LoadOf loadOf;
    private final Consumer<Finding> findings;
    private final ArrayDeque<Link> waiting = new ArrayDeque<>();
    private @Nullable Link before;
    private int explained;

    /** Which load an entry came with. */
    interface LoadOf {
        int load(Link link);
    }

    AccountWalk(Causes causes, Sources sources, LoadOf loadOf, Consumer<Finding> findings) {
        this.causes = causes;
        this.sources = sources;
        this.loadOf = loadOf;
        this.findings = findings;
    }

    void accept(Link link) {
        waiting.add(link);
        if (waiting.size() > AHEAD) {
            settle(waiting.remove());
        }
    }

    void finish() {
        while (!waiting.isEmpty()) {
            settle(waiting.remove());
        }
    }

    /** Report what a link shows, unless that explained itself with one before it. */
    private void settle(Link link) {
        reportExcursion(link);
        reportChargedFailure(link);
        if (explained > 0) {
            explained--;
        } else if (link.isBroken()) {
            Iterator<Link> ahead = waiting.iterator();
            Surroundings around = new Surroundings(before, link, ahead.hasNext() ? ahead.next() : null, ahead.hasNext() ? ahead.next() : null);
            Finding finding = causes.explain(around, sources.ownToleranceMicros(loadOf.load(link)));
            findings.accept(finding);
            explained = finding.cause().equals("rounding") ? 0 : around.explainedAhead();
        }
        before = link;
    }

    private void reportExcursion(Link link) {
        if (link.balanceMicros() < 0 && (before == null || before.balanceMicros() >= 0)) {
            findings.accept(Finding.of("negative_balance", link.entry(), 0, link.balanceMicros(), "overdrawn",
                    "The balance fell to %s with this entry.".formatted(Causes.money(link.balanceMicros()))));
        }
    }

    private void reportChargedFailure(Link link) {
        if (link.failedButMoved() && link.entry().status() == EntryStatus.FAILED) {
            findings.accept(Finding.of("failed_but_charged", link.entry(), link.beforeMicros(), link.balanceMicros(), "failed_but_charged",
                    "The job failed, but %s were taken from the balance.".formatted(Causes.money(link.entry().amountMicros()))));
        }
    }
}
