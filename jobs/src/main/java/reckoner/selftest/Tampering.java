package reckoner.selftest;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Changes entries in the database behind the product's back, as only who may switch its guards off can: the account's ledger
 * says afterwards what its books say now.
 */
final class Tampering {

    private final JdbcTemplate database;
    private final String account;
    private final List<Long> alteredEntries = new ArrayList<>();

    private Tampering(JdbcTemplate database, String account) {
        this.database = database;
        this.account = account;
    }

    /**
     * What the seals must show.
     *
     * @param transaction of the first entry that does not follow; null: the load lost its end
     * @param load that the account's entries were booked with
     */
    record Shown(@Nullable String transaction, String cause, int load) {}

    /** @param before rows as they were booked, all with one load that has no other account's */
    static Shown apply(JdbcTemplate database, String account, List<Row> before, List<Row> now) {
        return Objects.requireNonNull(database.execute((ConnectionCallback<Shown>) connection ->
                new Tampering(new JdbcTemplate(new SingleConnectionDataSource(connection, true)), account).apply(before, now)));
    }

    private Shown apply(List<Row> before, List<Row> now) {
        Integer load = database.queryForObject(
                "select max(load_id) from ledger_entry where account_key = (select account_key from account where account_id = ?)", Integer.class, account);
        Map<String, Row> left = now.stream().collect(Collectors.toMap(Row::id, Function.identity()));
        Map<Integer, Row> renamed = new HashMap<>();
        Set<String> known = before.stream().map(Row::id).collect(Collectors.toCollection(HashSet::new));
        now.stream().filter(row -> !known.contains(row.id())).forEach(row -> renamed.put(row.slot(), row));
        String cause = "entry_changed";
        for (Row row : before) {
            Row other = left.remove(row.id());
            if (other == null) {
                other = renamed.get(row.slot());
                left.values().remove(other);
            }
            if (other == null) {
                delete(row);
                cause = "entry_removed";
            } else if (!other.equals(row)) {
                update(row, other);
            }
        }
        for (Row row : left.values()) {
            insert(row);
            cause = "entry_added";
        }
        return new Shown(firstAltered(), cause, Objects.requireNonNull(load));
    }

    /** The altered or inserted entry, or the one behind a removed one, that comes first by its number. */
    private @Nullable String firstAltered() {
        long first = alteredEntries.stream().mapToLong(Long::longValue).min().orElseThrow();
        return database.queryForList("""
                select transaction_id
                from ledger_entry
                where account_key = (select account_key from account where account_id = ?) and entry_id >= ?
                order by entry_id
                limit 1""", String.class, account, first).stream().findFirst().orElse(null);
    }

    private void delete(Row row) {
        guardsOff("delete from ledger_entry e using account a where a.account_key = e.account_key and a.account_id = ? and e.transaction_id = ? returning e.entry_id",
                account, row.id());
    }

    private void update(Row row, Row other) {
        guardsOff("""
                update ledger_entry e
                set transaction_id = ?, occurred_at = ?, service_key = s.service_key, status = ?, amount_micros = ?, balance_micros = ?
                from account a, service s
                where a.account_key = e.account_key and a.account_id = ? and e.transaction_id = ? and s.name = ?
                returning e.entry_id""", other.id(), Timestamp.from(other.at()), other.status().code(), other.amount(), other.balance(),
                account, row.id(), other.service());
    }

    /** Without a seal, behind all others: who puts an entry in has no number of its load to give it. */
    private void insert(Row row) {
        guardsOff("""
                insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id, line_no,
                  service_key, type, status, version, transaction_id)
                select (select max(entry_id) + 1 from ledger_entry), ?, 1000000, ?, ?, a.account_key,
                  (select max(load_id) from ledger_entry e where e.account_key = a.account_key), 1, s.service_key, ?, ?, 1, ?
                from account a, service s
                where a.account_id = ? and s.name = ?
                returning entry_id""", Timestamp.from(row.at()), row.amount(), row.balance(), row.type().code(), row.status().code(), row.id(),
                account, row.service());
    }

    private void guardsOff(String sql, Object... values) {
        database.execute("set session_replication_role = replica");
        try {
            alteredEntries.addAll(database.queryForList(sql, Long.class, values));
        } finally {
            database.execute("set session_replication_role = origin");
        }
    }
}
