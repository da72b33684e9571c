package reckoner.statements;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.document.Branding;
import reckoner.statement.EventReport;
import reckoner.statement.Holder;
import reckoner.statement.StatementLine;

/** Makes the reports of a group of events; one that cannot be made stops no other. */
@Component
class EventReports {

    private final AccountChain chain;
    private final EventQuery query;
    private final StatementQuery statements;
    private final Brandings brandings;
    private final Printing printing;
    private final Shelf shelf;
    private final Outcomes outcomes;
    private final Clock clock;

    EventReports(AccountChain chain, EventQuery query, StatementQuery statements, Brandings brandings, Printing printing, Shelf shelf,
            Outcomes outcomes, Clock clock) {
        this.chain = chain;
        this.query = query;
        this.statements = statements;
        this.brandings = brandings;
        this.printing = printing;
        this.shelf = shelf;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    void make(long request, EventsRequest asked, EventGroup group) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Holder holder;
        Branding branding;
        Map<Integer, List<StatementLine>> lines;
        try {
            Account account = chain.account(group.account());
            branding = brandings.ofSettings().of(account.id());
            holder = statements.holder(account, now);
            lines = query.lines(account, group);
        } catch (Failure | DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            group.events().forEach(event -> outcomes.keepEvent(request, event.event(), false, e.getMessage()));
            return;
        }
        for (EventGroup.Event event : group.events()) {
            String failure = make(asked, branding, event.event(), holder, lines.getOrDefault(event.event(), List.of()), now);
            String left = event.elsewhere() == 0 ? null
                    : "not in this report: entries of other accounts (" + event.elsewhere() + "), see the check event_of_other_account";
            outcomes.keepEvent(request, event.event(), failure == null, failure == null ? left : failure);
        }
    }

    /** What is shown in part has a file of its own beside that of the whole. */
    private static String suffix(EventsRequest asked, EventReport report) {
        return switch (asked.shown()) {
            case WHOLE -> "";
            case EVENT_PERIOD -> "_event-period";
            case DAYS -> report.selected() == null ? ""
                    : "_" + report.selected().firstDay() + "_" + report.selected().lastDay();
        };
    }

    private @Nullable String make(
            EventsRequest asked, Branding branding, int event, Holder holder, List<StatementLine> lines, Instant now) {
        try {
            EventReport report = query.report(event, holder, lines, asked, now);
            for (Format format : Printing.formats(asked.formats(), report.lines().size(), branding)) {
                String name = "events/" + Shelf.fileName(report.eventId()) + suffix(asked, report) + "." + format.extension();
                shelf.put(printing.print(report, branding, format, shelf.aside(name)), name);
            }
            return null;
        } catch (Failure | DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }
}
