package reckoner.bench;

import java.sql.Statement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A year of many accounts with events, straight into the tables: what the pages of the console look into. A thousand entries an
 * account, forty of them in each of its events, one in fifty failed, four services and one that is never used; the last of them is of
 * today.
 */
final class PagesLedger {

    private static final long ENTRIES_PER_ACCOUNT = 1_000;
    private static final long PARTITION = 1;
    private static final long FIRST_ENTRY = 10_000_000_000L;
    private static final int FINDINGS = 5_000;

    private final JdbcTemplate database;
    private final long size;
    private final long accounts;

    PagesLedger(JdbcTemplate database, long size) {
        this.database = database;
        this.size = size;
        this.accounts = Math.max(20, size / ENTRIES_PER_ACCOUNT);
    }

    long accounts() {
        return accounts;
    }

    void make() {
        masterData();
        entries();
        database.execute("vacuum (analyze) ledger_entry");
        database.execute("analyze");
    }

    private void masterData() {
        database.execute("""
                insert into service (name, feature, engine)
                values ('AI Modify (Kling)', 'AI Modify', 'Kling'), ('AI Modify (Sora)', 'AI Modify', 'Sora'),
                  ('AI Combine (Grok Imagine)', 'AI Combine', 'Grok Imagine'), ('AI Draw Me', 'AI Draw Me', 'AI Draw Me'),
                  ('Editorial AI', 'Editorial AI', 'Editorial AI');
                insert into load (feed, mapping, file_name, sha256, bytes, state, started_at, finished_at)
                select feed, feed, 'bench-' || feed, 'bench-' || feed, 1, 'loaded', now(), now()
                from (values ('accounts'), ('plans'), ('events'), ('prices'), ('ledger')) f (feed);
                insert into price (service_key, plan, effective_from, unit_price_micros)
                select service_key, plan, timestamptz '2019-01-01 00:00Z' + month * interval '1 month', 10000 + month
                from service
                cross join (values (''), ('Pro')) p (plan)
                cross join generate_series(0, 23) month""");
        database.update("""
                insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                select 'B' || g, 'Bench ' || g, (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])[1 + g % 4], 'USD',
                  1000000000000, true
                from generate_series(1, ?) g""", accounts);
        database.execute("""
                insert into event (event_id, account_key, name, starts_at, ends_at, known)
                select 'EV-' || a.account_id || '-' || n, a.account_key, 'Party ' || n || ' of ' || a.name,
                  now() - interval '365 days' + n * interval '14 days', now() - interval '363 days' + n * interval '14 days', true
                from account a
                cross join generate_series(0, 24) n
                order by n, a.account_key""");
    }

    /**
     * Account after account in turn, so that neighbours in time are of different accounts, as they come in life. Into a partition
     * of their own that gets its keys and indexes afterwards, as a long file does.
     */
    private void entries() {
        database.queryForList("select new_ledger_partition(?)", PARTITION);
        database.update("""
                insert into ledger_entry_1 (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id,
                  line_no, service_key, type, status, version, transaction_id)
                select ? + g, now() - (? - g) * (interval '365 days' / ?), 1000000, case when g % 50 = 0 then 0 else 10000 end, 1000000000000 - 10000 * (g / ?),
                  k.account + g % ?, k.event + (g * 25 / ?) * ? + g % ?, k.load, g % 1000000, k.service + g % 4, 2, case when g % 50 = 0 then 2 else 1 end,
                  1, 'TX-' || upper(substr(md5(g::text), 1, 10))
                from generate_series(0, ? - 1) g, (
                  select (select min(account_key) from account) as account, (select min(event_key) from event) as event,
                    (select max(load_id) from load) as load, (select min(service_key) from service where name like 'AI %') as service) k""",
                FIRST_ENTRY, size, size, accounts, accounts, size, accounts, accounts, size);
        database.execute((ConnectionCallback<Void>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set maintenance_work_mem = '512MB'");
                statement.execute("select attach_ledger_partition(" + PARTITION + ")");
                statement.execute("reset maintenance_work_mem");
            }
            return null;
        });
    }

    /** Findings of a run that was told of, as many as a bad month makes. */
    void findings(long run) {
        database.update("""
                insert into discrepancy (identity, check_name, severity, account_key, transaction_id, occurred_at, expected, actual, cause, explanation,
                  state, first_run, last_run, opened_at)
                select 'bench ' || g, 'running_balance', 'error', (select min(account_key) from account) + g % ?, 'TX-' || g, now(), 1, 2, 'missing_entry',
                  'An entry is missing.', case when g % 3 = 0 then 'resolved' else 'open' end, ?, ?, now()
                from generate_series(1, ?) g""", accounts, run, run, FINDINGS);
        database.execute("analyze discrepancy");
    }
}
