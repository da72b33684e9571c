package reckoner.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reckoner.database.LedgerRows;

class EventsTest {

    private final LedgerRows ledger = new LedgerRows();
    private final Events events = new Events(ledger.database);

    @BeforeEach
    void some_events() {
        ledger.account("acme", "America/New_York");
        ledger.account("bravo", "Asia/Kathmandu");
        ledger.event("gala-1", "acme", "Gala 100%", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
        ledger.event("gala-2", "acme", "Gala 1000", "2026-04-01T12:00:00Z", "2026-04-02T12:00:00Z");
        ledger.event("fair-1", "bravo", "Ayşe's Fair", "2026-04-01T12:00:00Z", "2026-04-02T12:00:00Z");
        ledger.event("gala-0", "acme", "undated", null, null);
    }

    @Test
    void the_latest_is_first_and_what_has_no_start_is_last() {
        assertThat(pages(null, null, 10)).containsExactly("gala-2", "fair-1", "gala-1", "gala-0");
        assertThat(pages("acme", null, 10)).containsExactly("gala-2", "gala-1", "gala-0");
        assertThat(pages("nobody", null, 10)).isEmpty();
        assertThat(events.find("fair-1")).hasValueSatisfying(event -> assertThat(event.account()).isEqualTo("bravo"));
    }

    @Test
    void pages_of_any_size_are_the_list() {
        for (int size = 1; size <= 4; size++) {
            assertThat(pages(null, null, size)).as("pages of " + size).containsExactly("gala-2", "fair-1", "gala-1", "gala-0");
            assertThat(pages(null, "GALA", size)).as("pages of " + size).containsExactly("gala-2", "gala-1", "gala-0");
        }
    }

    @Test
    void a_search_is_a_part_of_id_or_name_as_it_is_written() {
        assertThat(pages(null, "100%", 10)).containsExactly("gala-1");
        assertThat(pages(null, "ayşe", 10)).containsExactly("fair-1");
        assertThat(pages("acme", "fair", 10)).isEmpty();
        assertThat(pages(null, "_", 10)).isEmpty();
    }

    /** More than are sorted: the latest are walked. */
    @Test
    void among_very_many_that_are_found_the_latest_are_still_first() {
        ledger.database.sql("""
                insert into event (event_id, account_key, name, starts_at, ends_at, known)
                select 'm' || g, (select account_key from account where account_id = 'bravo'), 'Many gala', timestamptz '2026-03-15 00:00Z' - g * interval '1 hour',
                  timestamptz '2026-03-15 00:00Z', true
                from generate_series(1, 20001) g""").update();

        assertThat(events.page(null, "gala", null, 4)).extracting(Events.Event::id).containsExactly("gala-2", "m1", "m2", "m3");
        assertThat(events.page("acme", "gala", null, 4)).extracting(Events.Event::id).containsExactly("gala-2", "gala-1", "gala-0");
    }

    /** Every page until there is none. */
    private List<String> pages(@Nullable String account, @Nullable String search, int size) {
        List<String> ids = new ArrayList<>();
        List<Events.Event> page = events.page(account, search, null, size);
        while (!page.isEmpty()) {
            page.forEach(event -> ids.add(event.id()));
            page = events.page(account, search, page.get(page.size() - 1).position(), size);
        }
        return ids;
    }
}
