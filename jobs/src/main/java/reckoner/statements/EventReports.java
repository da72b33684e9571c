package reckoner.statements;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final Prepared prepared;
    private final Shelf shelf;
    private final Outcomes outcomes;
    private final Clock clock;

    EventReports(AccountChain chain, EventQuery query, StatementQuery statements, Brandings brandings, Printing printing, Prepared prepared,
            Shelf shelf, Outcomes outcomes, Clock clock) {
        this.chain = chain;
        this.query = query;
        this.statements = statements;
        this.brandings = brandings;
        this.printing = printing;
        this.prepared = prepared;
        this.shelf = shelf;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Put the reports in place, those that a part made ready and those that are made now. */
    void make(long request, EventsRequest asked, EventGroup group) {
        List<EventGroup.Event> left = new ArrayList<>();
        for (EventGroup.Event event : group.events()) {
            List<Prepared.File> ready = prepared.report(request, event.event());
            if (ready.isEmpty()) {
                left.add(event);
            } else {
                ready.forEach(file -> shelf.put(file.write(shelf.aside(file.name())), file.name()));
                outcomes.keepEvent(request, event.event(), true, elsewhere(event));
            }
        }
        if (left.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        each(asked, new EventGroup(group.account(), left), now, new Target() {
            @Override
            public void take(EventGroup.Event event, EventReport report, Branding branding, Map<Format, String> names) {
                names.forEach((format, name) -> shelf.put(printing.print(report, branding, format, shelf.aside(name)), name));
                outcomes.keepEvent(request, event.event(), true, elsewhere(event));
            }

            @Override
            public void fails(EventGroup.Event event, @Nullable String reason) {
                outcomes.keepEvent(request, event.event(), false, reason);
            }
        });
    }

    /** Make the documents ready; those that fail are left to {@link #make}, which tells why. */
    void prepare(long request, EventsRequest asked, EventGroup group, Instant at) {
        each(asked, group, at, new Target() {
            @Override
            public void take(EventGroup.Event event, EventReport report, Branding branding, Map<Format, String> names) {
                if (report.lines().size() > Prepared.LONGEST) {
                    return;
                }
                List<Prepared.File> files = new ArrayList<>();
                names.forEach((format, name) -> files.add(Prepared.File.of(name, printing.content(report, branding, format))));
                prepared.keepReport(request, event.event(), files);
            }

            @Override
            public void fails(EventGroup.Event event, @Nullable String reason) {
                // Left to the run.
            }
        });
    }

    /** What becomes of each event of a group. */
    private interface Target {

        /** @param names of the files to make, below out/ */
        void take(EventGroup.Event event, EventReport report, Branding branding, Map<Format, String> names);

        void fails(EventGroup.Event event, @Nullable String reason);
    }

    private void each(EventsRequest asked, EventGroup group, Instant now, Target target) {
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
            group.events().forEach(event -> target.fails(event, e.getMessage()));
            return;
        }
        for (EventGroup.Event event : group.events()) {
            long archived = query.archived(event.event());
            if (archived > 0) {
                target.fails(event, archived + " of its entries are archived. Take the archive back first (archive --list, load FOLDER)");
                continue;
            }
            try {
                EventReport report = query.report(event.event(), holder, lines.getOrDefault(event.event(), List.of()), asked, now);
                Map<Format, String> names = new EnumMap<>(Format.class);
                Printing.formats(asked.formats(), report.lines().size(), branding).forEach(format -> names.put(format,
                        "events/" + Shelf.fileName(report.eventId()) + suffix(asked, report) + "." + format.extension()));
                target.take(event, report, branding, names);
            } catch (Failure | DataAccessException e) {
                throw e;
            } catch (RuntimeException e) {
                target.fails(event, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }
    }

    private static @Nullable String elsewhere(EventGroup.Event event) {
        return event.elsewhere() == 0 ? null
                : "not in this report: entries of other accounts (" + event.elsewhere() + "), see the check event_of_other_account";
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
}
