package reckoner.statements;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Writes accounts and entries straight into the tables, as a load would have left them. */
final class Ledger {

    private final JdbcClient database;
    private final int load;
    private long lastEntry;

    Ledger(JdbcClient database) {
        this(database, "0.00", "instant");
    }

    Ledger(JdbcClient database, String tolerance, String window) {
        this.database = database;
        this.load = database.sql("""
                        insert into load (feed, mapping, file_name, sha256, bytes, state, tolerance_micros, order_window, started_at, finished_at)
                        values ('ledger', 'ledger', 'ledger.csv', 'hash ' || (select count(*) from load), 1, 'loaded', :tolerance, :window, :at, :at)
                        returning load_id""")
                .param("tolerance", Money.micros(tolerance))
                .param("window", window)
                .param("at", Instant.parse("2026-04-01T00:00:00Z").atOffset(ZoneOffset.UTC))
                .query(Integer.class).single();
        this.lastEntry = load * 1_000_000L;
    }

    int load() {
        return load;
    }

    int account(String id, String zone, @Nullable String opening) {
        return database.sql("""
                        insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                        values (:id, :name, :zone, 'USD', :opening, true)
                        returning account_key""")
                .param("id", id)
                .param("name", "Booth " + id)
                .param("zone", zone)
                .param("opening", opening == null ? null : Money.micros(opening))
                .query(Integer.class).single();
    }

    int event(String id, @Nullable Integer account, @Nullable String from, @Nullable String to) {
        return database.sql("""
                        insert into event (event_id, account_key, name, starts_at, ends_at, known)
                        values (:id, :account, :name, cast(:from as timestamptz), cast(:to as timestamptz), true)
                        returning event_key""")
                .param("id", id).param("account", account).param("name", "Gala " + id).param("from", from).param("to", to)
                .query(Integer.class).single();
    }

    void add(int account, String id, String at, String amount, String balance) {
        entry(account, id, at, "Credits", EntryType.ADD, EntryStatus.SUCCESS, amount, balance, null);
    }

    void use(int account, String id, String at, String service, String amount, String balance) {
        entry(account, id, at, service, EntryType.CONSUME, EntryStatus.SUCCESS, amount, balance, null);
    }

    void entry(int account, String id, String at, String service, EntryType type, EntryStatus status, String amount,
            @Nullable String balance, @Nullable Integer event) {
        database.sql("""
                        insert into ledger_entry (entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key,
                          event_key, load_id, line_no, service_key, type, status, version, transaction_id)
                        values (:entry, cast(:at as timestamptz), null, 1000000, :amount, :balance, :account, :event, :load, :line, :service, :type, :status, 1, :id)""")
                .param("entry", ++lastEntry)
                .param("at", at)
                .param("amount", Money.micros(amount))
                .param("balance", balance == null ? null : Money.micros(balance))
                .param("account", account)
                .param("event", event)
                .param("load", load)
                .param("line", (int) (lastEntry % 1_000_000))
                .param("service", service(service))
                .param("type", type.code())
                .param("status", status.code())
                .param("id", id)
                .update();
    }

    private int service(String name) {
        int open = name.indexOf('(');
        database.sql("insert into service (name, feature, engine) values (:name, :feature, :engine) on conflict (name) do nothing")
                .param("name", name)
                .param("feature", open < 0 ? name : name.substring(0, open).strip())
                .param("engine", open < 0 ? name : name.substring(open + 1, name.length() - 1))
                .update();
        return database.sql("select service_key from service where name = :name").param("name", name).query(Integer.class).single();
    }

    /** A finished reconciliation of everything that found nothing. */
    long reconciled(String at) {
        long run = database.sql("""
                        insert into reconcile_run (as_of, scope, whole_ledger, dry_run, started_at, finished_at)
                        values (cast(:at as timestamptz), 'whole ledger', true, false, cast(:at as timestamptz), cast(:at as timestamptz))
                        returning run_id""")
                .param("at", at).query(Long.class).single();
        database.sql("""
                        insert into reconcile_check (run_id, check_name, severity, outcome, found, reason)
                        values (:run, 'running_balance', 'error', 'agrees', 0, null),
                          (:run, 'unit_price', 'error', 'not_run', 0, 'no prices feed has been loaded')""")
                .param("run", run).update();
        return run;
    }

    void discrepancy(long run, int account, String check, String transaction, String at, String difference, String state) {
        database.sql("""
                        insert into discrepancy (identity, check_name, severity, account_key, transaction_id, occurred_at, expected, actual,
                          cause, explanation, state, first_run, last_run, opened_at)
                        values (gen_random_uuid()::text, :check, 'error', :account, :transaction, cast(:at as timestamptz), 0, :difference,
                          'missing_entry', 'An entry of 5.00 is missing.', :state, :run, :run, cast(:at as timestamptz))""")
                .param("check", check).param("account", account).param("transaction", transaction).param("at", at)
                .param("difference", new java.math.BigDecimal(difference)).param("state", state).param("run", run)
                .update();
    }
}
