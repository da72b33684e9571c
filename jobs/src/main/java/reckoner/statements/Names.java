package reckoner.statements;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what services and events are called. */
@Component
class Names {

    private static final int AT_ONCE = 10_000;

    private final JdbcClient database;

    Names(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param ofAnEngine true where the name is {@code Feature (Engine)}
     */
    record Service(String name, String engine, boolean ofAnEngine) {}

    record Event(String id, String name) {}

    /** The names of everything that lines may mention, as they are now. */
    record Known(Map<Integer, Service> services, Map<Integer, Event> events) {

        Service service(int key) {
            return services.getOrDefault(key, new Service("Service " + key, "Service " + key, false));
        }

        @Nullable Event event(int key) {
            return events.get(key);
        }
    }

    Known of(Collection<Integer> eventKeys) {
        Map<Integer, Service> services = new HashMap<>();
        database.sql("select service_key, name, engine, feature <> name as of_an_engine from service")
                .query(row -> {
                    services.put(row.getInt("service_key"),
                            new Service(row.getString("name"), row.getString("engine"), row.getBoolean("of_an_engine")));
                });
        Map<Integer, Event> events = new HashMap<>();
        var keys = eventKeys.stream().distinct().sorted().toList();
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            database.sql("select event_key, event_id, name from event where event_key in (:keys)")
                    .param("keys", keys.subList(i, Math.min(keys.size(), i + AT_ONCE)))
                    .query(row -> {
                        events.put(row.getInt("event_key"), new Event(row.getString("event_id"), row.getString("name")));
                    });
        }
        return new Known(services, events);
    }
}
