package reckoner.statements;

import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the events of a request that have no outcome yet, by account and in groups whose lines fit in memory. */
class EventsToDo implements ItemStreamReader<EventGroup> {

    private static final long MOST_ENTRIES = 100_000;

    private final JdbcClient database;
    private final Prepared prepared;
    private final EventsRequest request;
    private final long number;
    private final Queue<EventGroup> groups = new ArrayDeque<>();

    EventsToDo(JdbcClient database, Prepared prepared, EventsRequest request, long number) {
        this.database = database;
        this.prepared = prepared;
        this.request = request;
        this.number = number;
    }

    @Override
    public void open(ExecutionContext context) {
        groups.clear();
        List<EventGroup.Event> listed = prepared.eventsToDo(number);
        groups.addAll(groups(listed.isEmpty() ? events() : listed));
    }

    /** In a look at the whole ledger. */
    List<EventGroup.Event> events() {
        return database.sql(Queries.EVENTS.sql())
                .param("every", request.events().isEmpty())
                .param("events", request.events().isEmpty() ? List.of("") : request.events())
                .param("from", request.from(), Types.DATE)
                .param("to", request.to(), Types.DATE)
                .param("request", number)
                .query(EventGroup.Event.class)
                .list();
    }

    /** @param events by account */
    static List<EventGroup> groups(List<EventGroup.Event> events) {
        List<EventGroup> groups = new ArrayList<>();
        List<EventGroup.Event> group = new ArrayList<>();
        long entries = 0;
        for (EventGroup.Event event : events) {
            if (!group.isEmpty() && (group.get(0).account() != event.account() || entries + event.entries() > MOST_ENTRIES)) {
                groups.add(new EventGroup(group.get(0).account(), List.copyOf(group)));
                group.clear();
                entries = 0;
            }
            group.add(event);
            entries += event.entries();
        }
        if (!group.isEmpty()) {
            groups.add(new EventGroup(group.get(0).account(), List.copyOf(group)));
        }
        return groups;
    }

    @Override
    public @Nullable EventGroup read() {
        return groups.poll();
    }
}
