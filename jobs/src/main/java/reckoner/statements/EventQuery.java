package reckoner.statements;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.ledger.Link;
import reckoner.statement.Bucket;
import reckoner.statement.EventReport;
import reckoner.statement.Holder;
import reckoner.statement.Period;
import reckoner.statement.StatementLine;

/** Builds event reports from the chain of their account: each line keeps the account's balance, other events interleave. */
@Component
class EventQuery {

    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(3);

    private final JdbcClient database;
    private final AccountChain chain;
    private final Names names;

    EventQuery(JdbcClient database, AccountChain chain, Names names) {
        this.database = database;
        this.chain = chain;
        this.names = names;
    }

    /** The lines of some events of an account, by event key, earliest first. */
    Map<Integer, List<StatementLine>> lines(Account account, EventGroup group) {
        Map<Integer, List<Link>> links = new HashMap<>();
        group.events().forEach(event -> links.put(event.event(), new ArrayList<>()));
        chain.walk(account, new AccountChain.Receiver() {
            @Override
            public @Nullable Instant enough() {
                return null;
            }

            @Override
            public void accept(Link link) {
                List<Link> own = links.get(link.entry().eventKey());
                if (own != null) {
                    own.add(link);
                }
            }
        });
        Lines words = new Lines(names.of(links.keySet()), Map.of());
        return links.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                .map(words::line)
                // Stable: within an instant the chain's order stays.
                .sorted(Comparator.comparing(StatementLine::at))
                .toList()));
    }

    /** How many entries of an event are no longer in the ledger: a report without them would be none of the event. */
    long archived(int event) {
        return database.sql("select coalesce(sum(activities), 0) from archived_hour where event_key = :event").param("event", event)
                .query(Long.class).single();
    }

    /** The report of one event, with those of its lines that are asked for. */
    EventReport report(int event, Holder holder, List<StatementLine> all, EventsRequest asked, Instant now) {
        record Row(String id, String name, @Nullable Instant startsAt, @Nullable Instant endsAt) {}
        Row row = database.sql("select event_id, name, starts_at, ends_at from event where event_key = :event")
                .param("event", event)
                .query((r, n) -> new Row(r.getString(1), r.getString(2), instant(r.getObject(3, OffsetDateTime.class)),
                        instant(r.getObject(4, OffsetDateTime.class))))
                .single();
        boolean dated = row.startsAt() != null && row.endsAt() != null && row.startsAt().isBefore(row.endsAt());
        Period period = dated ? new Period(row.startsAt(), row.endsAt(), holder.zone()) : null;
        Period selected = selected(asked, period, span(period, holder, all), holder);
        List<StatementLine> lines = selected == null ? all : all.stream().filter(line -> selected.contains(line.at())).toList();
        return new EventReport(row.id(), row.name(), holder, period, selected, lines, timeline(period, selected, holder, lines), now);
    }

    /** What is shown; an end that was left open is that of the event and its lines. */
    private static @Nullable Period selected(EventsRequest asked, @Nullable Period period, @Nullable Period span, Holder holder) {
        return switch (asked.shown()) {
            case WHOLE -> null;
            case EVENT_PERIOD -> {
                if (period == null) {
                    throw new IllegalStateException("nobody stated when the event takes place; ask without --event-period");
                }
                yield period;
            }
            case DAYS -> {
                LocalDate from = asked.from() != null ? asked.from() : span == null ? asked.to() : span.firstDay();
                LocalDate to = asked.to() != null ? asked.to() : span == null ? asked.from() : span.lastDay();
                yield from == null || to == null || from.isAfter(to) ? null : Period.days(from, to, holder.zone());
            }
        };
    }

    /** The days that the event and its lines take; null where there is neither. */
    private static @Nullable Period span(@Nullable Period period, Holder holder, List<StatementLine> lines) {
        if (lines.isEmpty()) {
            return period;
        }
        LocalDate first = day(lines.get(0), holder);
        LocalDate last = day(lines.get(lines.size() - 1), holder);
        if (period != null) {
            first = first.isBefore(period.firstDay()) ? first : period.firstDay();
            last = last.isAfter(period.lastDay()) ? last : period.lastDay();
        }
        return Period.days(first, last, holder.zone());
    }

    private static LocalDate day(StatementLine line, Holder holder) {
        return line.at().atZone(holder.zone()).toLocalDate();
    }

    /** Intervals of the event's own time, or of its lines where that is not known, as far as it is shown. */
    private static List<Bucket> timeline(@Nullable Period period, @Nullable Period selected, Holder holder, List<StatementLine> lines) {
        Period base = period != null ? period : span(null, holder, lines);
        if (base == null || lines.isEmpty() && selected != null) {
            return List.of();
        }
        if (selected != null) {
            Instant from = base.from().isBefore(selected.from()) ? selected.from() : base.from();
            Instant to = base.to().isAfter(selected.to()) ? selected.to() : base.to();
            base = from.isBefore(to) ? new Period(from, to, holder.zone()) : span(null, holder, lines);
        }
        boolean hourly = period != null && Duration.between(base.from(), base.to()).compareTo(LONGEST_BY_HOUR) <= 0;
        return hourly ? Bucket.byHour(base, lines) : Bucket.byDay(base, lines);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
