package reckoner.bench;

import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.seal.ScratchSeal;

/** A sound ledger of any size, straight into the tables: every balance follows, every charge has its price. */
final class BenchLedger {

    private static final int ENTRIES_PER_ACCOUNT = 1_000;
    private static final long AT_ONCE = 1_000_000;

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
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at, accepted_count)
                values ('ledger', 'ledger', 'bench.csv', 'bench-' || ?, 1, 'loaded', now(), ?)""", entries, more);
        for (long end = entries + more; entries < end; entries = Math.min(end, entries + AT_ONCE)) {
            database.update("""
                    insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id,
                      line_no, service_key, type, status, version, transaction_id)
                    select g, timestamptz '2020-01-01 00:00Z' + g * interval '1 s', (1 + g / a % 4) * 1000000, (1 + g / a % 4) * 10000,
                      1000000000000 - 10000 * ((g / a + 1) + (g / a + 1) / 4 * 6 + (g / a + 1) % 4 * ((g / a + 1) % 4 - 1) / 2),
                      k.lowest + g % a, k.load, g % 1000000, k.service, 2, 1, 1, 'T' || g
                    from generate_series(?, ?) g, (values (?)) as v (a),
                      (select (select min(account_key) from account) as lowest, (select max(load_id) from load) as load,
                        (select min(service_key) from service) as service) k
                    """, entries, Math.min(end, entries + AT_ONCE) - 1, accounts);
        }
        ScratchSeal.seal(database);
    }
}
