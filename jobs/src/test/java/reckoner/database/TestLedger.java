package reckoner.database;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Puts a ledger into a database row by row, with names and credits, for tests that show it on one screen. */
public final class TestLedger {

    private final JdbcClient database;
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private int line = 1;

    public TestLedger(JdbcClient database) {
        this.database = database;
    }

    /** Empty every table but the fixed ones, past the guards that refuse it to everybody else. */
    public TestLedger empty() {
        database.sql("""
                        do $$
                        declare
                          name text;
                          has_rows boolean;
                        begin
                          set local session_replication_role = replica;
                          -- Most are empty, and few rows are gone sooner by delete than a table by truncate.
                          for name in
                            select tablename
                            from pg_tables
                            where schemaname = 'public' and tablename not in ('flyway_schema_history', 'entry_type', 'entry_status')
                              and tablename not like 'batch_%'
                          loop
                            execute format('select exists (select 1 from %I)', name) into has_rows;
                            if has_rows then
                              -- The ledger lies in the order of its numbers, also after a hundred examples.
                              execute format(case when name like 'ledger\\_entry%' then 'truncate %I' else 'delete from %I' end, name);
                            end if;
                          end loop;
                        end $$""").update();
        return this;
    }

    /** Say that these feeds were loaded. */
    public TestLedger feeds(String... feeds) {
        for (String feed : feeds) {
            database.sql("""
                            insert into load (feed, mapping, file_name, sha256, bytes, state, started_at, finished_at)
                            values (:feed, :feed, :feed || '.csv', md5(random()::text), 1, 'loaded', now(), now())""")
                    .param("feed", feed).update();
        }
        return this;
    }

    public TestLedger account(String id, String zone, String opening) {
        database.sql("""
                        insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                        values (:id, 'Account ' || :id, :zone, 'USD', :opening, true)""")
                .param("id", id).param("zone", zone)
                .param("opening", opening == null ? null : Money.micros(opening), java.sql.Types.BIGINT).update();
        return this;
    }

    public TestLedger plan(String account, String plan, String from) {
        database.sql("insert into plan_change (account_key, plan, effective_from) select account_key, :plan, :from from account where account_id = :account")
                .param("account", account).param("plan", plan).param("from", at(from)).update();
        return this;
    }

    public TestLedger event(String id, String account, String from, String to) {
        database.sql("""
                        insert into event (event_id, account_key, name, starts_at, ends_at, known)
                        select :id, account_key, 'Event ' || :id, :from, :to, true from account where account_id = :account""")
                .param("id", id).param("account", account).param("from", at(from)).param("to", at(to)).update();
        return this;
    }

    public TestLedger price(String service, String plan, String price, String from, String to) {
        database.sql("""
                        insert into price (service_key, plan, unit_price_micros, effective_from, effective_to)
                        values (:service, :plan, :price, :from, :to)""")
                .param("service", service(service)).param("plan", plan).param("price", Money.micros(price))
                .param("from", at(from)).param("to", to == null ? null : at(to), java.sql.Types.TIMESTAMP_WITH_TIMEZONE).update();
        return this;
    }

    public TestLedger usage(String id, String account, String at, String service, String transaction) {
        return usage(id, account, at, service, "1", EntryStatus.SUCCESS, transaction);
    }

    public TestLedger usage(String id, String account, String at, String service, String quantity, EntryStatus status, String transaction) {
        database.sql("""
                        insert into usage_record (account_key, usage_id, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id)
                        select account_key, :id, :at, :quantity, coalesce((select max(load_id) from load where feed = 'usage'), 0), 0, :service, :status, :transaction from account where account_id = :account""")
                .param("id", id).param("account", account).param("at", at(at)).param("service", service(service))
                .param("quantity", Money.micros(quantity)).param("status", status.code())
                .param("transaction", transaction, java.sql.Types.VARCHAR).update();
        return this;
    }

    public TestLedger payment(String id, String account, String at, String credits, String reference) {
        return payment(id, account, at, credits, "Success", reference);
    }

    public TestLedger payment(String id, String account, String at, String credits, String status, String reference) {
        database.sql("""
                        insert into payment (account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no)
                        select account_key, :id, :at, :credits, :credits, :status, :reference, coalesce((select max(load_id) from load where feed = 'payments'), 0), 0 from account where account_id = :account""")
                .param("id", id).param("account", account).param("at", at(at)).param("credits", Money.micros(credits))
                .param("status", status).param("reference", reference, java.sql.Types.VARCHAR).update();
        return this;
    }

    /** Give every successful charge its usage record and every purchase its payment, where none names it yet. */
    public TestLedger backed() {
        database.sql("""
                        insert into usage_record (account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key,
                          status, transaction_id)
                        select account_key, 'U-' || transaction_id, event_key, occurred_at, quantity_micros, 0, 0, service_key, 1, transaction_id
                        from ledger_entry e
                        where type = 2 and status = 1 and version = 1
                          and not exists (
                            select 1 from usage_record u where u.account_key = e.account_key and u.transaction_id = e.transaction_id)""").update();
        database.sql("""
                        insert into payment (account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no)
                        select account_key, 'P-' || transaction_id, occurred_at, amount_micros, amount_micros, 'Success', transaction_id, 0, 0
                        from ledger_entry e
                        where type = 1 and status = 1 and version = 1
                          and not exists (
                            select 1 from payment p where p.account_key = e.account_key and p.reference = e.transaction_id)""").update();
        return this;
    }

    /** Another load of the feed, an hour after everything else; entries that follow belong to it. */
    public TestLedger lateFeed(String feed) {
        database.sql("""
                        insert into load (feed, mapping, file_name, sha256, bytes, state, started_at, finished_at)
                        values (:feed, :feed, :feed || '-late.csv', md5(random()::text), 1, 'loaded', now() + interval '1 hour', now() + interval '1 hour')""")
                .param("feed", feed).update();
        return this;
    }

    /** What its sender stated about the last ledger file: lines, their sum, and closing balances by account, in turn. */
    public TestLedger manifest(int rows, String sum, String... closing) {
        int load = database.sql("update load set sha256 = 'stated00' where load_id = (select max(load_id) from load where feed = 'ledger') returning load_id")
                .query(Integer.class).single();
        database.sql("insert into load_manifest (load_id, row_count, amount_micros) values (:load, :rows, :sum)")
                .param("load", load).param("rows", rows).param("sum", Money.micros(sum)).update();
        for (int i = 0; i < closing.length; i += 2) {
            database.sql("insert into load_manifest_balance (load_id, account_id, balance_micros) values (:load, :account, :balance)")
                    .param("load", load).param("account", closing[i]).param("balance", Money.micros(closing[i + 1])).update();
        }
        // the file's hash is part of what is sealed
        database.sql("select seal_everything()").query().singleRow();
        return this;
    }

    /** The source of the ledger counts, and the entries that follow have these numbers. */
    public TestLedger counts(Integer... sequence) {
        database.sql("update load set sequence_counts = true where feed = 'ledger'").update();
        numbers.addAll(List.of(sequence));
        return this;
    }

    /** A statement that is in force, issued half an hour after everything that is there. */
    public TestLedger statement(String number, String account, String from, String to, String opening, String closing) {
        database.sql("insert into branding (branding_key, words) values ('test', '{}') on conflict do nothing").update();
        database.sql("""
                        insert into statement (number, account_key, starts_at, ends_at, month, opening, closing, issued_at, model, branding_key)
                        select :number, account_key, :from, :to, null, cast(:opening as numeric), cast(:closing as numeric),
                          now() + interval '30 minutes', '{}', 'test'
                        from account where account_id = :account""")
                .param("number", number).param("account", account).param("from", at(from)).param("to", at(to))
                .param("opening", opening).param("closing", closing).update();
        return this;
    }

    /** The timeline of everything that is there, as far as its sums go: each bucket at the start of its UTC interval. */
    public TestLedger timeline() {
        database.sql("insert into timeline_load (load_id, built_at) select load_id, now() from load").update();
        database.sql("""
                        insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
                        select account_key, 0, grain, date_trunc(grain, occurred_at, 'UTC'), event_key, service_key, type, status, count(*), sum(amount_micros)
                        from ledger_entry
                        cross join (values ('hour'), ('day'), ('month')) grains (grain)
                        group by 1, 2, 3, 4, 5, 6, 7, 8""").update();
        database.sql("insert into timeline_zone (account_key, time_zone, build) select account_key, time_zone, 0 from account").update();
        return this;
    }

    /** Change with SQL what the guards refuse to everybody but a superuser. */
    public TestLedger tamper(String sql) {
        database.sql("do $$ begin set local session_replication_role = replica; " + sql + "; end $$").update();
        return this;
    }

    /** Do with SQL what nothing else does. */
    public TestLedger spoil(String sql) {
        database.sql(sql).update();
        return this;
    }

    public TestLedger add(String account, String id, String at, String amount, String balance) {
        return entry(account, id, at, null, "Credit purchase", EntryType.ADD, EntryStatus.SUCCESS, amount, balance);
    }

    public TestLedger consume(String account, String id, String at, String service, String amount, String balance) {
        return entry(account, id, at, null, service, EntryType.CONSUME, EntryStatus.SUCCESS, amount, balance);
    }

    public TestLedger entry(String account, String id, String at, String event, String service, EntryType type, EntryStatus status,
            String amount, String balance) {
        if (event != null) {
            database.sql("insert into event (event_id, name, known) values (:id, :id, false) on conflict do nothing").param("id", event).update();
        }
        line++;
        database.sql("""
                        insert into ledger_entry (entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key,
                          load_id, line_no, service_key, type, status, version, transaction_id)
                        select :line, :at, :sequence, 1000000, :amount, :balance, a.account_key, (select event_key from event where event_id = :event),
                          coalesce((select max(load_id) from load where feed = 'ledger'), 0), :line, :service, :type, :status, 1, :id
                        from account a where a.account_id = :account""")
                .param("line", line).param("at", at(at)).param("sequence", numbers.poll(), java.sql.Types.BIGINT)
                .param("amount", Money.micros(new BigDecimal(amount)))
                .param("balance", balance == null ? null : Money.micros(new BigDecimal(balance)), java.sql.Types.BIGINT)
                .param("event", event).param("service", service(service)).param("type", type.code()).param("status", status.code())
                .param("id", id).param("account", account).update();
        return this;
    }

    /** An account that no accounts feed has named. */
    public TestLedger unknownAccount(String id) {
        account(id, "UTC", null);
        database.sql("update account set known = false where account_id = :id").param("id", id).update();
        return this;
    }

    /** The transaction came again: a second version with this amount and balance replaces the first. */
    public TestLedger supersede(String account, String transaction, String amount, String balance) {
        line++;
        database.sql("""
                        with again as (
                          insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key,
                            event_key, load_id, line_no, service_key, type, status, version, transaction_id)
                          select :line, occurred_at, quantity_micros, :amount, :balance, account_key,
                            event_key, (select max(load_id) from load where feed = 'ledger'), :line, service_key, type, status, version + 1, transaction_id
                          from ledger_entry join account using (account_key)
                          where account_id = :account and transaction_id = :transaction
                          returning account_key
                        )
                        insert into superseded_entry (account_key, entry_id, by_entry_id)
                        select e.account_key, e.entry_id, :line
                        from ledger_entry e join again using (account_key)
                        where e.transaction_id = :transaction""")
                .param("line", line).param("amount", Money.micros(amount)).param("balance", Money.micros(balance))
                .param("account", account).param("transaction", transaction).update();
        return this;
    }

    private short service(String name) {
        int open = name.indexOf(" (");
        database.sql("insert into service (name, feature, engine) values (:name, :feature, :engine) on conflict do nothing")
                .param("name", name)
                .param("feature", open < 0 ? name : name.substring(0, open))
                .param("engine", open < 0 ? name : name.substring(open + 2, name.length() - 1)).update();
        return database.sql("select service_key from service where name = :name").param("name", name).query(Short.class).single();
    }

    private static Object at(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}
