package reckoner.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Version, durability, clock and rights of the database, and runs that died in it. */
final class DatabaseSigns {

    private static final int OLDEST = 15;
    private static final int NEWEST = 18;

    /** Settings without which what was acknowledged may be gone, or broken, after a power cut. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on");

    private final JdbcClient database;

    DatabaseSigns(JdbcClient database) {
        this.database = database;
    }

    List<Sign> all(Duration clockTolerance) {
        List<Sign> signs = new ArrayList<>();
        signs.add(version());
        DURABLE.keySet().stream().sorted().forEach(name -> signs.add(durable(name)));
        signs.add(checksums());
        signs.add(encoding());
        signs.add(deadClients());
        signs.add(clock(clockTolerance));
        signs.add(schema());
        signs.add(rights());
        signs.add(diedRuns());
        return signs;
    }

    private Sign version() {
        int version = Integer.parseInt(setting("server_version_num")) / 10_000;
        return Sign.of(version >= OLDEST && version <= NEWEST, Sign.State.WARN, "PostgreSQL", setting("server_version"),
                "Made for %d to %d.".formatted(OLDEST, NEWEST));
    }

    private Sign durable(String name) {
        String value = setting(name);
        // Waiting for more than the own disk is as good.
        boolean good = name.equals("synchronous_commit") ? !value.equals("off") : value.equals(DURABLE.get(name));
        return Sign.of(good, Sign.State.BAD, name, value, "A power cut may lose what was acknowledged. In postgresql.conf: %s = on".formatted(name));
    }

    private Sign checksums() {
        String value = setting("data_checksums");
        return Sign.of(value.equals("on"), Sign.State.WARN, "data_checksums", value,
                "Damage on the disk would not be noticed. With the server stopped: pg_checksums --enable");
    }

    private Sign encoding() {
        String value = setting("server_encoding");
        return Sign.of(value.equals("UTF8"), Sign.State.BAD, "Encoding", value, "Make the database with encoding UTF8: names in other scripts cannot be kept.");
    }

    private Sign deadClients() {
        String value = setting("client_connection_check_interval");
        return Sign.of(!value.equals("0"), Sign.State.WARN, "client_connection_check_interval", value,
                "The run lock of a killed process lasts until its statement ends. In postgresql.conf: client_connection_check_interval = 1s");
    }

    private Sign clock(Duration tolerance) {
        Instant before = Instant.now();
        Instant there = database.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
        Instant after = Instant.now();
        boolean good = there.isAfter(before.minus(tolerance)) && there.isBefore(after.plus(tolerance));
        Duration apart = Duration.between(before, there).abs();
        return Sign.of(good, Sign.State.WARN, "Clock", good ? "agrees with that of the database" : apart.toSeconds() + " s apart from that of the database",
                "Set both by a time service (NTP).");
    }

    private Sign schema() {
        return Sign.good("Schema", "version " + database.sql("""
                select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1""")
                .query(String.class).single());
    }

    /** With which rights this program works; the embedded server has one login, whose password lies beside the database. */
    private Sign rights() {
        String who = database.sql("""
                select case
                  when current_setting('is_superuser') = 'on' then 'superuser'
                  when pg_has_role(c.relowner, 'usage') then 'owner'
                  when has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate') then 'changer'
                  else 'application'
                end
                from pg_class c
                where c.oid = 'ledger_entry'::regclass""").query(String.class).single();
        boolean embedded = setting("listen_addresses").equals("127.0.0.1");
        String found = switch (who) {
            case "superuser" -> embedded ? "owner of the embedded server" : "superuser: nothing stops it";
            case "owner" -> "owner of the tables: could take the guards away";
            case "changer" -> "may change what was booked";
            default -> "application: what was booked can only be added to";
        };
        return Sign.of(who.equals("application") || embedded, Sign.State.WARN, "Rights in the database", found,
                "Make a login that may only add to what was booked, and start with it: sql/roles.sql says how.");
    }

    private Sign diedRuns() {
        long held = database.sql("""
                select count(*) from pg_locks l join run_lock r on r.backend = l.pid where l.locktype = 'advisory' and l.granted""").query(Long.class).single();
        long open = database.sql("select count(*) from batch_job_execution where end_time is null or status = 'UNKNOWN'").query(Long.class).single();
        return Sign.of(open == 0 || held > 0, Sign.State.WARN, "Runs", open == 0 ? "none is open" : open + (held > 0 ? " at work" : " died"),
                "The same commands continue them; or ./run.sh runs recover");
    }

    private String setting(String name) {
        return database.sql("select current_setting(:name)").param("name", name).query(String.class).single();
    }
}
