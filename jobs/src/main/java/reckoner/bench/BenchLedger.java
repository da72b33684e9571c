package reckoner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    /** One that is there already. */
    BenchLedger(JdbcTemplate database, long accounts, long entries) {
        this.database = database;
        this.accounts = accounts;
        this.entries = entries;
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
        for (long end = entries + more; entries < end; entries = Math.min(end, entries + AT_ONCE)) {
            database.update("""
                    with made as (
                      select g as entry_id, timestamptz '2020-01-01 00:00Z' + g * interval '1 s' as occurred_at,
                        (1 + g / a % 4) * 1000000 as quantity_micros, (1 + g / a % 4) * 10000 as amount_micros,
                        1000000000000 - 10000 * ((g / a + 1) + (g / a + 1) / 4 * 6 + (g / a + 1) % 4 * ((g / a + 1) % 4 - 1) / 2) as balance_micros,
                        (lowest + g % a)::integer as account_key, load, (g % 1000000)::integer as line_no, service, 'T' || g as transaction_id
                      from generate_series(?, ?) g, (values (?)) as v (a),
                        (select (select min(account_key) from account) as lowest, (select max(load_id) from load) as load,
                          (select min(service_key) from service) as service) k
                    )
                    insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, load_id,
                      line_no, service_key, type, status, version, transaction_id, seal)
                    select m.entry_id, m.occurred_at, m.quantity_micros, m.amount_micros, m.balance_micros, m.account_key, m.load, m.line_no,
                      m.service, 2, 1, 1, m.transaction_id,
                      seal_chain(
                        coalesce((select seal from ledger_entry order by entry_id desc limit 1), decode(repeat('00', 16), 'hex')),
                        entry_content(m.load, m.line_no, m.entry_id, m.occurred_at, m.quantity_micros, m.amount_micros, 2::smallint, 1::smallint,
                          1::smallint, null, m.balance_micros, a.account_id, m.transaction_id, null, s.name))
                        over (order by m.entry_id rows unbounded preceding)
                    from made m
                    join account a using (account_key)
                    join service s on s.service_key = m.service
                    order by m.entry_id
                    """, entries, Math.min(end, entries + AT_ONCE) - 1, accounts);
        }
        seal(first, entries - 1);
    }

    /** As a load ends. */
    private void seal(long first, long last) {
        try {
            JdbcClient.create(database).sql(new ClassPathResource("sql/load/ledger_seal.sql").getContentAsString(StandardCharsets.UTF_8))
                    .param("load", database.queryForObject("select max(load_id) from load", Integer.class))
                    .param("first_entry", first).param("last_entry", last).update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
