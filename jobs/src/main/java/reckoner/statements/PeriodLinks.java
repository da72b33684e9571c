package reckoner.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.Link;
import reckoner.statement.Period;

/**
 * Keeps the links of a period and the balances at its edges. An edge is the balance after the last link, in chain order,
 * that happened before it; so a period opens with what the one before closed with, even where a source that knows only
 * rough times mixes the entries of two periods.
 */
final class PeriodLinks implements AccountChain.Receiver {

    private final Period period;
    private final List<Link> inside = new ArrayList<>();
    private @Nullable Link first;
    private @Nullable Long openingMicros;
    private @Nullable Long closingMicros;

    PeriodLinks(Period period) {
        this.period = period;
    }

    @Override
    public Instant enough() {
        return period.to();
    }

    @Override
    public void accept(Link link) {
        Instant at = link.entry().occurredAt();
        if (first == null) {
            first = link;
        }
        if (at.isBefore(period.from())) {
            openingMicros = link.balanceMicros();
        }
        if (at.isBefore(period.to())) {
            closingMicros = link.balanceMicros();
        }
        if (period.contains(at)) {
            inside.add(link);
        }
    }

    List<Link> inside() {
        return inside;
    }

    /** When the account began, null if it never did. */
    @Nullable Instant firstAt() {
        return first == null ? null : first.entry().occurredAt();
    }

    /** True where the account has entries, but none before the period's end. */
    boolean beginsLater() {
        return first != null && closingMicros == null;
    }

    /** Balance before the first link of the period; {@code stated} for an account without any entry. */
    long openingMicros(long stated) {
        return openingMicros != null ? openingMicros : first != null ? first.beforeMicros() : stated;
    }

    long closingMicros(long stated) {
        return closingMicros != null ? closingMicros : stated;
    }
}
