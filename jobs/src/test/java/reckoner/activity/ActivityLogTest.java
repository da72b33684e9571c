package reckoner.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reckoner.database.LedgerRows;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

class ActivityLogTest {

    private final LedgerRows ledger = new LedgerRows();
    private final ActivityLog log = new ActivityLog(ledger.database, ledger.transactions());

    @BeforeEach
    void a_small_ledger() {
        ledger.account("acme", "America/New_York");
        ledger.account("bravo", "Asia/Kathmandu");
        ledger.event("gala-1", "acme", "Ayşe's Wedding 100%", null, null);
        ledger.entry("acme", "2026-03-31T16:00:00Z").id("A1").type(EntryType.ADD).service("Credits").amount("50.00").balance("50.00").add();
        ledger.entry("acme", "2026-04-01T03:30:00Z").id("A2").event("gala-1").amount("0.25").balance("49.75").add();
        ledger.entry("acme", "2026-04-01T04:00:00Z").id("A3").service("AI Modify (Nano Banana 2)").status(EntryStatus.FAILED).balance("49.75").add();
        ledger.entry("bravo", "2026-03-31T18:15:00Z").id("B1").add();
        ledger.entry("bravo", "2026-03-31T18:14:59Z").id("B2").service("AI Image To Video (Kling)").status(EntryStatus.PENDING).balance(null).add();
    }

    @Test
    void every_column_comes_back_newest_first() {
        assertThat(ids(ActivityFilter.none())).containsExactly("A3", "A2", "B1", "B2", "A1");

        Activity row = log.page(ActivityFilter.none(), null, 2).get(1);
        assertThat(row).hasToString("Activity[entryId=2, occurredAt=2026-04-01T03:30:00Z, zone=America/New_York, account=acme, event=gala-1,"
                + " eventName=Ayşe's Wedding 100%, service=AI Draw Me, type=Consume, status=Success, amountMicros=250000,"
                + " balanceMicros=49750000, transaction=A2]");
    }

    @Test
    void each_filter_leaves_its_rows() {
        assertThat(ids(new ActivityFilter("bravo", null, null, null, null, DateRange.always(), null))).containsExactly("B1", "B2");
        assertThat(ids(new ActivityFilter(null, "gala-1", null, null, null, DateRange.always(), null))).containsExactly("A2");
        assertThat(ids(new ActivityFilter(null, null, "kling", null, null, DateRange.always(), null))).containsExactly("B2");
        assertThat(ids(new ActivityFilter(null, null, "AI Modify", null, null, DateRange.always(), null))).containsExactly("A3");
        assertThat(ids(new ActivityFilter(null, null, null, EntryType.ADD, null, DateRange.always(), null))).containsExactly("A1");
        assertThat(ids(new ActivityFilter(null, null, null, null, EntryStatus.FAILED, DateRange.always(), null))).containsExactly("A3");
        assertThat(ids(new ActivityFilter("acme", "gala-1", "AI Draw Me", EntryType.CONSUME, EntryStatus.SUCCESS, DateRange.always(), "a2")))
                .containsExactly("A2");
    }

    @Test
    void days_are_those_of_each_account() {
        DateRange march = new DateRange(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
        DateRange fromApril = DateRange.between(LocalDate.parse("2026-04-01"), null);

        assertThat(ids(new ActivityFilter(null, null, null, null, null, march, null))).containsExactly("A2", "B2", "A1");
        assertThat(ids(new ActivityFilter(null, null, null, null, null, fromApril, null))).containsExactly("A3", "B1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a2", "GALA", "wedding", "ayşe's", "100%", "ı", "NANO"})
    void search_finds_ids_services_and_events_in_any_case(String text) {
        List<String> found = ids(search(text));

        assertThat(found).isEqualTo(text.equals("ı") ? List.of() : text.equals("NANO") ? List.of("A3") : List.of("A2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or 1=1 --", "'; drop table account; --", "%", "_", "\\", ":account", "?", "$1", "{", "\"", "'"})
    void text_that_looks_like_sql_is_a_value(String text) {
        assertThat(ids(search(text))).isEqualTo(text.equals("%") || text.equals("'") ? List.of("A2") : List.of());
        assertThat(ids(new ActivityFilter(text, null, null, null, null, DateRange.always(), null))).isEmpty();
        assertThat(ids(new ActivityFilter(null, text, null, null, null, DateRange.always(), null))).isEmpty();
        assertThat(ids(new ActivityFilter(null, null, text, null, null, DateRange.always(), null))).isEmpty();
        assertThat(ids(ActivityFilter.none())).hasSize(5);
    }

    @Test
    void pages_are_complete_where_timestamps_are_equal() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            ledger.entry(i % 3 == 0 ? "acme" : "bravo", "2026-05-01T12:00:00Z").id("E" + i).add();
            expected.add(0, "E" + i);
        }
        expected.addAll(List.of("A3", "A2", "B1", "B2", "A1"));

        List<String> paged = new ArrayList<>();
        ActivityLog.@Nullable Position position = null;
        for (List<Activity> page = log.page(ActivityFilter.none(), null, 4); !page.isEmpty(); page = log.page(ActivityFilter.none(), position, 4)) {
            page.forEach(row -> paged.add(row.transaction()));
            position = page.get(page.size() - 1).position();
        }

        assertThat(paged).isEqualTo(expected);
        assertThat(log.<List<String>>read(ActivityFilter.none(), rows -> rows.map(Activity::transaction).toList())).isEqualTo(expected);
    }

    @Test
    void a_version_that_was_replaced_is_left_out() {
        long old = ledger.entry("acme", "2026-05-01T12:00:00Z").id("X").amount("1.00").add();
        ledger.entry("acme", "2026-05-01T12:00:00Z").id("X").amount("2.00").replace(old);

        assertThat(log.page(search("X"), null, 10)).singleElement().extracting(Activity::amountMicros).isEqualTo(2_000_000L);
    }

    /** Each kind of filter has its way through the indexes; whatever way, the pages are those of reading everything. */
    @Test
    void every_way_to_a_page_finds_what_reading_everything_finds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> services = List.of("AI Draw Me", "AI Modify (Sora)", "AI Modify (Kling)", "AI Combine (Kling)");
        for (int event = 0; event < 8; event++) {
            ledger.event("ev-" + event, event % 2 == 0 ? "acme" : "bravo", "Party " + event % 4, null, null);
        }
        for (int i = 0; i < 120; i++) {
            int event = random.nextInt(10);
            var entry = ledger.entry(event % 2 == 0 ? "acme" : "bravo", "2026-05-01T12:00:%02dZ".formatted(random.nextInt(20)))
                    .id((i % 7 == 0 ? "ev" : "t") + i).service(services.get(random.nextInt(services.size())));
            if (event < 8) {
                entry.event("ev-" + event);
            }
            if (random.nextInt(10) == 0) {
                entry.type(EntryType.ADD);
            }
            if (random.nextInt(10) == 0) {
                entry.status(EntryStatus.FAILED);
            }
            long added = entry.add();
            if (random.nextInt(12) == 0) {
                ledger.entry(event % 2 == 0 ? "acme" : "bravo", "2026-04-0%dT12:00:00Z".formatted(1 + random.nextInt(9))).id((i % 7 == 0 ? "ev" : "t") + i)
                        .replace(added);
            }
        }
        List<Activity> all = log.page(ActivityFilter.none(), null, 1_000);
        for (int asked = 0; asked < 80; asked++) {
            ActivityFilter filter = new ActivityFilter(one(random, 4, "acme", "bravo"), one(random, 5, "ev-1", "ev-4"), one(random, 3, "Kling", "AI Modify", "AI Draw Me"),
                    one(random, 4, EntryType.ADD, EntryType.CONSUME, EntryType.REFUND), one(random, 4, EntryStatus.FAILED, EntryStatus.SUCCESS), DateRange.always(),
                    one(random, 2, "ev", "party 1", "Party", "kling", "t1", "nothing"));
            assertThat(paged(filter, 1 + random.nextInt(9))).as("%s, seed %d", filter, seed)
                    .isEqualTo(all.stream().filter(row -> fits(filter, row)).map(Activity::entryId).toList());
        }
    }

    @SafeVarargs
    private static <T> @Nullable T one(Random random, int rarity, T... values) {
        return random.nextInt(rarity) == 0 ? values[random.nextInt(values.length)] : null;
    }

    private List<Long> paged(ActivityFilter filter, int size) {
        List<Long> rows = new ArrayList<>();
        ActivityLog.@Nullable Position position = null;
        for (List<Activity> page = log.page(filter, null, size); !page.isEmpty(); page = log.page(filter, position, size)) {
            page.forEach(row -> rows.add(row.entryId()));
            position = page.get(page.size() - 1).position();
        }
        return rows;
    }

    private static boolean fits(ActivityFilter filter, Activity row) {
        String feature = row.service().replaceAll(" \\(.*", "");
        String engine = row.service().contains("(") ? row.service().replaceAll(".*\\(|\\)", "") : row.service();
        String search = filter.search();
        return (filter.account() == null || filter.account().equals(row.account()))
                && (filter.event() == null || filter.event().equals(row.event()))
                && (filter.service() == null || List.of(row.service(), feature, engine).contains(filter.service()))
                && (filter.type() == null || filter.type().title().equals(row.type()))
                && (filter.status() == null || filter.status().title().equals(row.status()))
                && (search == null || row.transaction().startsWith(search) || contains(row.service(), search) || contains(row.event(), search)
                        || contains(row.eventName(), search));
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static ActivityFilter search(String text) {
        return new ActivityFilter(null, null, null, null, null, DateRange.always(), text);
    }

    private List<String> ids(ActivityFilter filter) {
        return log.page(filter, null, 100).stream().map(Activity::transaction).toList();
    }
}
