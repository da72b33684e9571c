package reckoner.reconcile;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.Link;

/**
 * Turns the links of one account into findings. Looks one link ahead, because a balance that the next entry takes back is
 * one altered balance and not two breaks.
 */
final class AccountWalk {

    private final Causes causes;
    private final Sources sources;
    private final LoadOf loadOf;
    private final Consumer<Finding> findings;
    private @Nullable Link before;
    private @Nullable Link current;
    private boolean currentIsExplained;

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
        boolean nextIsExplained = settleCurrent(link);
        before = current;
        current = link;
        currentIsExplained = nextIsExplained;
    }

    void finish() {
        settleCurrent(null);
    }

    /** Report what the current link shows; true where that explains the next one's break as well. */
    private boolean settleCurrent(@Nullable Link next) {
        Link link = current;
        if (link == null) {
            return false;
        }
        reportExcursion(link);
        reportChargedFailure(link);
        if (!link.isBroken() || currentIsExplained) {
            return false;
        }
        Finding finding = causes.explain(before, link, next, sources.ownToleranceMicros(loadOf.load(link)));
        findings.accept(finding);
        return !finding.cause().equals("rounding") && Causes.takenBackBy(link, next);
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
