package reckoner.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.Failure;

/**
 * What somebody without us would load a ledger into: the columns of the file as text and numeric, with the keys and indexes
 * that a partition of {@code ledger_entry} has, taken from the catalogue so that the two cannot drift apart.
 */
final class PeerTable {

    private static final String COLUMNS = LedgerFile.HEADER;

    /** Columns of ours that the file has under another name; what it has not at all has a default. */
    private static final Map<String, String> NAMES = Map.of("account_key", "account_id", "event_key", "event_id", "service_key", "service",
            "amount_micros", "amount", "balance_micros", "balance", "quantity_micros", "quantity");

    private final JdbcTemplate database;
    private final HikariDataSource source;

    PeerTable(JdbcTemplate database, HikariDataSource source) {
        this.database = database;
        this.source = source;
    }

    /** Make it anew, empty. */
    void create() {
        database.execute("drop table if exists peer_ledger");
        database.execute("""
                create table peer_ledger (
                  transaction_id text collate "C" not null, account_id text collate "C" not null, event_id text collate "C",
                  occurred_at timestamptz not null, service text not null, type text not null, status text not null,
                  quantity numeric, amount numeric not null, balance numeric, sequence bigint,
                  entry_id bigint generated always as identity, load_id integer not null default 1, line_no integer,
                  version smallint not null default 1)""");
        for (Map<String, Object> index : indexes()) {
            database.execute("create %s index on peer_ledger using %s (%s)".formatted(
                    Boolean.TRUE.equals(index.get("is_unique")) ? "unique" : "", index.get("method"), columns((String) index.get("columns"))));
        }
    }

    private List<Map<String, Object>> indexes() {
        return database.queryForList("""
                select i.indisunique as is_unique, m.amname as method,
                  string_agg(a.attname, ',' order by k.place) as columns
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                join pg_am m on m.oid = c.relam
                cross join lateral unnest(i.indkey) with ordinality as k (number, place)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                where i.indrelid = (select name::regclass from ledger_partition order by number desc limit 1) and k.place <= i.indnkeyatts
                group by i.indexrelid, i.indisunique, m.amname
                order by i.indexrelid""");
    }

    private static String columns(String ours) {
        return String.join(", ", List.of(ours.split(",")).stream().map(column -> NAMES.getOrDefault(column, column)).toList());
    }

    /** Copy the file as it is, through the driver. */
    void copy(Path file) {
        try (Connection connection = source.getConnection();
                InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy peer_ledger (" + COLUMNS + ") from stdin (format csv, header)", in, 1 << 16);
        } catch (SQLException | IOException e) {
            throw Failure.environment("The plain copy of %s failed: %s".formatted(file, e.getMessage()), e);
        }
    }

    static boolean hasPsql() {
        try {
            return new ProcessBuilder("psql", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same by the client program of PostgreSQL. */
    void psql(Path file) {
        Properties place = Driver.parseURL(source.getJdbcUrl(), new Properties());
        if (place == null) {
            throw new IllegalStateException("no URL of PostgreSQL: " + source.getJdbcUrl());
        }
        ProcessBuilder psql = new ProcessBuilder("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command",
                "\\copy peer_ledger (%s) from '%s' with (format csv, header)".formatted(COLUMNS, file)).inheritIO();
        psql.environment().putAll(Map.of(
                "PGHOST", place.getProperty("PGHOST"), "PGPORT", place.getProperty("PGPORT"), "PGDATABASE", place.getProperty("PGDBNAME"),
                "PGUSER", source.getUsername(), "PGPASSWORD", source.getPassword()));
        psql.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = psql.start();
            if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
                process.destroy();
                throw Failure.environment("psql could not copy " + file + ". Its own words are above.");
            }
        } catch (IOException e) {
            throw Failure.environment("psql cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("Stopped while psql was copying.", e);
        }
    }

    /** Fail unless it holds exactly so many rows. */
    void requireRows(long rows) {
        Long found = database.queryForObject("select count(*) from peer_ledger", Long.class);
        if (found == null || found != rows) {
            throw new IllegalStateException("the plain table has " + found + " rows of " + rows);
        }
    }
}
