package reckoner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.seal.EntryContent;

/** A sound ledger of any size, straight into the tables: every balance follows, every charge has its price. */
final class BenchLedger {

    private static final int ENTRIES_PER_ACCOUNT = 1_000;
    private static final byte[] SERVICE_SEALED = EntryContent.sealed("AI Modify (Bench)");
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final long OPENING_MICROS = 1_000_000_000_000L;
    private static final long CENT = 10_000;

    private final JdbcTemplate database;
    private final long accounts;
    private long entries;

    BenchLedger(JdbcTemplate database, long size) {
        this.database = database;
        this.accounts = Math.max(20, size / ENTRIES_PER_ACCOUNT);
        database.execute("""
                insert into service (name, feature, engine) values ('AI Modify (Bench)', 'AI Modify', 'Bench');
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at)
                select feed, feed, 'bench-' || feed, 'bench-' || feed, 1, 'loaded', now()
                from (values ('accounts'), ('plans'), ('events'), ('prices'), ('ledger')) f (feed);
                insert into price (service_key, plan, effective_from, unit_price_micros)
                select service_key, plan, '2019-01-01 00:00Z', 10000
                from service
                cross join (values (''), ('Pro')) p (plan)""");
        database.update("""
                insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                select 'B' || g, 'Bench ' || g, 'UTC', 'USD', 1000000000000, true
                from generate_series(1, ?) g""", accounts);
        database.execute("""
                insert into plan_change (account_key, effective_from, plan)
                select account_key, '2019-01-01 00:00Z', case when account_key % 2 = 0 then 'Pro' else 'Basic' end
                from account;
                analyze account, plan_change, price, service""");
        grow(size);
    }

    long accounts() {
        return accounts;
    }

    long entries() {
        return entries;
    }

    /** More entries as one more delivery, account after account in turn: quantities of 1 to 4 at 0.01 each. */
    void grow(long more) {
        database.update("""
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at, finished_at, accepted_count)
                values ('ledger', 'ledger', 'bench.csv', 'bench-' || ?, 1, 'loaded', now(), now(), ?)""", entries, more);
        long first = entries;
        write(first + more);
        seal(first, entries - 1);
    }

    private record Keys(int load, int lowestAccount, int service) {}

    /** Every entry sealed as the load that books it would. */
    private void write(long end) {
        Keys keys = new Keys(number("select max(load_id) from load"), number("select min(account_key) from account"),
                number("select min(service_key) from service"));
        byte[] seal = database.query("select seal from ledger_entry where entry_id = (select max(entry_id) from ledger_entry)",
                row -> row.next() ? row.getBytes(1) : new byte[EntryContent.SEAL]);
        EntryContent content = new EntryContent();
        database.execute((ConnectionCallback<Long>) connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id, line_no,
                      service_key, type, status, version, transaction_id, seal)
                    from stdin""");
            StringBuilder rows = new StringBuilder();
            for (; entries < end; entries++) {
                append(rows, keys, content, seal);
                if (rows.length() > 60_000 || entries + 1 == end) {
                    byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
                    copy.writeToCopy(bytes, 0, bytes.length);
                    rows.setLength(0);
                }
            }
            return copy.endCopy();
        });
    }

    /** @param seal of the entry before, and afterwards of this one */
    private void append(StringBuilder rows, Keys keys, EntryContent content, byte[] seal) {
        long turn = entries / accounts;
        long quantity = 1 + turn % 4;
        Instant at = START.plusSeconds(entries);
        long balance = OPENING_MICROS - CENT * (turn / 4 * 10 + (turn % 4 + 1) * (turn % 4 + 2) / 2);
        int line = (int) (entries % 1_000_000);
        content.place(keys.load, line, entries)
                .figures(at.getEpochSecond() * 1_000_000, quantity * 1_000_000, quantity * CENT, 2, 1, 1)
                .noNumber().number(balance)
                .ascii("B" + (entries % accounts + 1)).ascii("T" + entries).noText().sealedText(SERVICE_SEALED)
                .sealAfter(seal);
        Object[] columns = {entries, at, quantity * 1_000_000, quantity * CENT, balance, keys.lowestAccount + entries % accounts, keys.load, line,
            keys.service, 2, 1, 1, "T" + entries, "\\\\x" + HexFormat.of().formatHex(seal)};
        for (int i = 0; i < columns.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(columns[i]);
        }
        rows.append('\n');
    }

    private int number(String sql) {
        return Objects.requireNonNull(database.queryForObject(sql, Integer.class));
    }

    /** As a load ends. */
    private void seal(long first, long last) {
        try {
            JdbcClient.create(database).sql(new ClassPathResource("sql/load/ledger_seal.sql").getContentAsString(StandardCharsets.UTF_8))
                    .param("load", database.queryForObject("select max(load_id) from load", Integer.class))
                    .param("first_entry", first).param("last_entry", last).param("newest", last).update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
