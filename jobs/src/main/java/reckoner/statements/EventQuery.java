package reckoner.statements;

import java.time.Duration;
import java.time.Instant;
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

    /** The report of one event. */
    EventReport report(int event, Holder holder, List<StatementLine> lines, Instant now) {
        record Row(String id, String name, @Nullable Instant startsAt, @Nullable Instant endsAt) {}
        Row row = database.sql("select event_id, name, starts_at, ends_at from event where event_key = :event")
                .param("event", event)
                .query((r, n) -> new Row(r.getString(1), r.getString(2), instant(r.getObject(3, OffsetDateTime.class)),
                        instant(r.getObject(4, OffsetDateTime.class))))
                .single();
        boolean dated = row.startsAt() != null && row.endsAt() != null && row.startsAt().isBefore(row.endsAt());
        Period period = dated ? new Period(row.startsAt(), row.endsAt(), holder.zone()) : null;
        return new EventReport(row.id(), row.name(), holder, period, lines, timeline(period, holder, lines), now);
    }

    private static List<Bucket> timeline(@Nullable Period period, Holder holder, List<StatementLine> lines) {
        if (period != null) {
            boolean hourly = Duration.between(period.from(), period.to()).compareTo(LONGEST_BY_HOUR) <= 0;
            return hourly ? Bucket.byHour(period, lines) : Bucket.byDay(period, lines);
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        var first = lines.get(0).at().atZone(holder.zone()).toLocalDate();
        var last = lines.get(lines.size() - 1).at().atZone(holder.zone()).toLocalDate();
        return Bucket.byDay(Period.days(first, last, holder.zone()), lines);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
