package reckoner.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reckoner.database.LedgerRows;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

class TimelineBuildTest {

    private static final Path TRANSITIONS = Path.of("../../shared/data/nasty/tz/transitions_2018_2030.csv");
    private final LedgerRows ledger = new LedgerRows();
    private final TimelineBuild build =
            new TimelineBuild(ledger.database, ledger.transactions(), Clock.fixed(Instant.EPOCH, ZoneId.of("UTC")));

    @ParameterizedTest
    @CsvSource({
        // The hour that happens twice, 01:30 EDT and 01:30 EST; and the spring day, where 01:59:59 is followed by 03:00.
        "America/New_York,    2026-11-01T05:30:00Z, 2026-11-01T05:00:00Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z",
        "America/New_York,    2026-11-01T06:30:00Z, 2026-11-01T06:00:00Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z",
        "America/New_York,    2026-03-08T06:59:59Z, 2026-03-08T06:00:00Z, 2026-03-08T05:00:00Z, 2026-03-01T05:00:00Z",
        "America/New_York,    2026-03-08T07:00:00Z, 2026-03-08T07:00:00Z, 2026-03-08T05:00:00Z, 2026-03-01T05:00:00Z",
        // 23:30 on the 31st is next month in UTC.
        "America/New_York,    2026-04-01T03:30:00Z, 2026-04-01T03:00:00Z, 2026-03-31T04:00:00Z, 2026-03-01T05:00:00Z",
        // Offsets of :45 and :30.
        "Asia/Kathmandu,      2026-03-31T18:14:59Z, 2026-03-31T17:15:00Z, 2026-03-30T18:15:00Z, 2026-02-28T18:15:00Z",
        "Asia/Kathmandu,      2026-03-31T18:15:00Z, 2026-03-31T18:15:00Z, 2026-03-31T18:15:00Z, 2026-03-31T18:15:00Z",
        "Asia/Kolkata,        2026-06-15T10:45:00Z, 2026-06-15T10:30:00Z, 2026-06-14T18:30:00Z, 2026-05-31T18:30:00Z",
        // Half an hour back, 02:00 to 01:30: the second 01:45 is in an hour that begins with the move.
        "Australia/Lord_Howe, 2026-04-04T14:45:00Z, 2026-04-04T14:00:00Z, 2026-04-04T13:00:00Z, 2026-03-31T13:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:15:00Z, 2026-04-04T15:00:00Z, 2026-04-04T13:00:00Z, 2026-03-31T13:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:45:00Z, 2026-04-04T15:30:00Z, 2026-04-04T13:00:00Z, 2026-03-31T13:00:00Z",
        // Half an hour forward, 02:00 to 02:30.
        "Australia/Lord_Howe, 2026-10-03T15:45:00Z, 2026-10-03T15:30:00Z, 2026-10-03T13:30:00Z, 2026-09-30T13:30:00Z",
        // Midnight that happens twice, on the first of a month; and midnight that does not happen.
        "America/Havana,      2026-11-01T04:30:00Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z",
        "America/Havana,      2026-11-01T05:30:00Z, 2026-11-01T05:00:00Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z",
        "America/Sao_Paulo,   2018-11-04T03:30:00Z, 2018-11-04T03:00:00Z, 2018-11-04T03:00:00Z, 2018-11-01T03:00:00Z"
    })
    void an_entry_lies_in_the_hour_day_and_month_of_its_zone(String zone, String at, String hour, String day, String month) {
        ledger.account("acme", zone);
        ledger.consume("acme", at);

        build.build(false);

        assertThat(buckets("acme")).containsExactly("day " + day + " 1", "hour " + hour + " 1", "month " + month + " 1");
    }

    @Test
    void sql_and_java_agree_on_every_interval_around_every_known_transition() throws IOException {
        assumeTrue(Files.exists(TRANSITIONS), "skipped: " + TRANSITIONS.toAbsolutePath().normalize() + " is not there");
        List<String> differences = new ArrayList<>();
        TreeMap<String, Boolean> zones = new TreeMap<>();
        for (String line : Files.readAllLines(TRANSITIONS)) {
            String[] fields = line.split(",");
            if (fields.length == 8 && fields[2].endsWith("Z") && zones.computeIfAbsent(fields[0], this::sameInBoth)) {
                differences.addAll(differences(ZoneId.of(fields[0]), Instant.parse(fields[2])));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(zones.values().stream().filter(same -> same)).as("compared, of " + zones).hasSizeGreaterThan(20);
    }

    /** False where Java or the server has newer zone data (Morocco from 2026 on): nothing to compare. */
    private boolean sameInBoth(String zone) {
        return ledger.database
                .sql("""
                        select at, extract(epoch from (at at time zone :zone) - (at at time zone 'UTC')) as seconds
                        from generate_series(timestamptz '2018-01-01Z', '2031-01-01Z', interval '1 week') at""")
                .param("zone", zone)
                .query((row, number) -> row.getInt("seconds")
                        == ZoneId.of(zone).getRules().getOffset(row.getTimestamp("at").toInstant()).getTotalSeconds())
                .list()
                .stream()
                .allMatch(same -> same);
    }

    /** Every tenth minute of the three hours around a transition, and every half hour of the day on either side. */
    private List<String> differences(ZoneId zone, Instant transition) {
        return ledger.database
                .sql("""
                        select
                          at,
                          timeline_hour(date_trunc('hour', at, :zone), :zone) as hour,
                          timeline_start('day', at, :zone)                    as day,
                          timeline_start('month', at, :zone)                  as month
                        from (
                          select cast(:middle as timestamptz) + minute * interval '1 minute' as at
                          from (
                            select generate_series(-180, 180, 10) union select generate_series(-1560, 1560, 30)) m (minute)) i""")
                .param("zone", zone.getId())
                .param("middle", Timestamp.from(transition))
                .query((row, number) -> {
                    Instant at = row.getTimestamp("at").toInstant();
                    for (Grain grain : Grain.values()) {
                        Instant sql = row.getTimestamp(grain.title()).toInstant();
                        if (!sql.equals(grain.start(at, zone)) || !grain.end(at, zone).isAfter(at)) {
                            return zone + " " + grain + " of " + at + ": " + sql + " in SQL, " + grain.start(at, zone);
                        }
                    }
                    return "";
                })
                .list()
                .stream()
                .filter(difference -> !difference.isEmpty())
                .toList();
    }

    @Test
    void the_sums_of_every_grain_equal_the_ledger() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> zones = List.of("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "UTC");
        for (String zone : zones) {
            ledger.account(zone, zone);
            ledger.event("event " + zone, zone, "Gala", null, null);
            for (int i = 0; i < 40; i++) {
                if (i % 20 == 0) {
                    ledger.load();
                }
                Instant at = Instant.parse("2026-10-03T00:00:00Z").plusSeconds(random.nextInt(45 * 86_400));
                ledger.entry(zone, at.toString())
                        .event(random.nextBoolean() ? "event " + zone : null)
                        .service(random.nextBoolean() ? "AI Draw Me" : "AI Modify (Nano Banana 2)")
                        .type(EntryType.values()[random.nextInt(6)])
                        .status(EntryStatus.values()[random.nextInt(2)])
                        .amount(Integer.toString(random.nextInt(500)))
                        .add();
            }
            build.build(false);
        }
        for (Grain grain : Grain.values()) {
            assertThat(sums("select account_key, event_key, service_key, type, status, sum(activities), sum(amount_micros)"
                            + " from timeline_bucket where grain = '" + grain.title() + "' group by 1, 2, 3, 4, 5"))
                    .as(grain + ", seed " + seed)
                    .isEqualTo(sums("select account_key, event_key, service_key, type_code, status_code, count(*), sum(amount_micros)"
                            + " from entry group by 1, 2, 3, 4, 5"));
        }
        TreeMap<String, String> incremental = sums("select row(b.*), 1, 1, 1, 1, 1, 1 from timeline_bucket b");
        build.build(true);
        assertThat(sums("select row(b.*), 1, 1, 1, 1, 1, 1 from timeline_bucket b")).as("seed " + seed).isEqualTo(incremental);
    }

    private TreeMap<String, String> sums(String sql) {
        TreeMap<String, String> sums = new TreeMap<>();
        ledger.database.sql(sql).query(row -> {
            String key = row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4) + " " + row.getString(5);
            sums.put(key, row.getString(6) + " " + row.getString(7));
        });
        return sums;
    }

    @Test
    void a_late_entry_touches_only_its_day_and_month() {
        ledger.account("acme", "America/New_York");
        ledger.consume("acme", "2026-03-15T16:00:00Z");
        ledger.consume("acme", "2026-03-16T16:00:00Z");
        ledger.consume("acme", "2026-04-15T16:00:00Z");
        build.build(false);
        ledger.database.sql("create table written as select xmin::text::bigint as writer, b.* from built_bucket b").update();

        ledger.load();
        ledger.consume("acme", "2026-03-15T20:00:00Z");
        TimelineBuild.Built built = build.build(false);

        assertThat(built).isEqualTo(new TimelineBuild.Built(1, 1, 2));
        assertThat(ledger.database.sql("""
                        select grain || ' ' || to_char(starts_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') || ' ' || activities
                        from built_bucket b
                        where xmin::text::bigint not in (select writer from written)
                        order by 1""")
                        .query(String.class).list())
                .containsExactly("day 2026-03-15 00:00 2", "hour 2026-03-15 12:00 1", "hour 2026-03-15 16:00 1", "month 2026-03-01 00:00 3");
    }

    @Test
    void nothing_new_builds_nothing() {
        ledger.account("acme", "UTC");
        ledger.consume("acme", "2026-03-15T16:00:00Z");

        assertThat(build.build(false)).isEqualTo(new TimelineBuild.Built(1, 1, 1));
        assertThat(build.build(false)).isEqualTo(new TimelineBuild.Built(0, 0, 0));
    }

    @Test
    void a_load_that_is_not_finished_waits() {
        ledger.account("acme", "UTC");
        int load = ledger.load();
        ledger.consume("acme", "2026-03-15T16:00:00Z");
        ledger.database.sql("update load set state = 'loading' where load_id = :load").param("load", load).update();

        assertThat(build.build(false)).isEqualTo(new TimelineBuild.Built(0, 0, 0));
    }

    @Test
    void a_new_version_takes_the_place_of_the_old_one_also_on_another_day() {
        ledger.account("acme", "UTC");
        long old = ledger.entry("acme", "2026-03-15T16:00:00Z").id("T-1").amount("2.00").add();
        build.build(false);

        ledger.load();
        ledger.entry("acme", "2026-04-02T09:00:00Z").id("T-1").amount("3.00").replace(old);
        build.build(false);

        assertThat(buckets("acme"))
                .containsExactly("day 2026-04-02T00:00:00Z 1", "hour 2026-04-02T09:00:00Z 1", "month 2026-04-01T00:00:00Z 1");
    }

    @Test
    void an_account_that_changed_its_zone_is_built_again() {
        ledger.account("acme", "UTC");
        ledger.account("other", "UTC");
        ledger.consume("acme", "2026-03-31T23:30:00Z");
        ledger.consume("other", "2026-03-31T23:30:00Z");
        build.build(false);

        ledger.account("acme", "Asia/Kathmandu");
        build.build(false);

        assertThat(buckets("acme"))
                .containsExactly("day 2026-03-31T18:15:00Z 1", "hour 2026-03-31T23:15:00Z 1", "month 2026-03-31T18:15:00Z 1");
        assertThat(buckets("other"))
                .containsExactly("day 2026-03-31T00:00:00Z 1", "hour 2026-03-31T23:00:00Z 1", "month 2026-03-01T00:00:00Z 1");
    }

    private List<String> buckets(String account) {
        return ledger.database.sql("""
                        select b.grain, b.starts_at, b.activities
                        from timeline_bucket b
                        join account a using (account_key)
                        where a.account_id = :account
                        order by b.grain, b.starts_at""")
                .param("account", account)
                .query((row, number) -> row.getString(1) + " " + row.getTimestamp(2).toInstant() + " " + row.getLong(3))
                .list();
    }
}
