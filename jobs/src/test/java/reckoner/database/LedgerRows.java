package reckoner.database;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** A fresh database and the shortest way to put rows into its ledger. Whatever is named and not there yet is made. */
public final class LedgerRows {

    /** One connection for everything, because a new one costs more than most statements of a test. */
    public final DataSource source = connection();
    public final JdbcClient database = JdbcClient.create(source);
    private int load;
    private int line;

    private static DataSource connection() {
        try {
            return new SingleConnectionDataSource(TestDatabase.freshDataSource().getConnection(), true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(source);
    }

    public void account(String account, String zone) {
        account(account, zone, null);
    }

    public void account(String account, String zone, String openingBalance) {
        database.sql("""
                        insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                        values (:id, initcap(:id), :zone, 'USD', :opening, true)
                        on conflict (account_id) do update set time_zone = excluded.time_zone""")
                .param("id", account)
                .param("zone", zone)
                .param("opening", openingBalance == null ? null : Money.micros(openingBalance), Types.BIGINT)
                .update();
    }

    public void event(String event, String account, String name, String startsAt, String endsAt) {
        database.sql("""
                        insert into event (event_id, account_key, name, starts_at, ends_at, known)
                        select :id, account_key, :name, cast(:starts as timestamptz), cast(:ends as timestamptz), true
                        from account where account_id = :account""")
                .param("id", event)
                .param("account", account)
                .param("name", name)
                .param("starts", startsAt, Types.VARCHAR)
                .param("ends", endsAt, Types.VARCHAR)
                .update();
    }

    public void service(String name) {
        int bracket = name.indexOf(" (");
        database.sql("insert into service (name, feature, engine) values (:name, :feature, :engine) on conflict do nothing")
                .param("name", name)
                .param("feature", bracket < 0 ? name : name.substring(0, bracket))
                .param("engine", bracket < 0 ? name : name.substring(bracket + 2, name.length() - 1))
                .update();
    }

    public void price(String service, String plan, String price, String from, String to) {
        service(service);
        database.sql("""
                        insert into price (service_key, plan, effective_from, effective_to, unit_price_micros)
                        select service_key, :plan, cast(:from as timestamptz), cast(:to as timestamptz), :price
                        from service where name = :service""")
                .param("service", service)
                .param("plan", plan)
                .param("from", from)
                .param("to", to, Types.VARCHAR)
                .param("price", Money.micros(price))
                .update();
    }

    /** Entries that follow belong to a new load. */
    public int load() {
        line = 0;
        load = database.sql("""
                        insert into load (feed, mapping, file_name, sha256, bytes, state, started_at)
                        values ('ledger', 'ledger', 'ledger.csv', gen_random_uuid()::text, 1, 'loaded', now()) returning load_id""")
                .query(Integer.class)
                .single();
        return load;
    }

    /** A successful consume of 1.00 without event; returns its entry id. */
    public long consume(String account, String at) {
        return entry(account, at).add();
    }

    public Entry entry(String account, String at) {
        return new Entry(account, Instant.parse(at));
    }

    /** A ledger entry in the making; by default a successful consume of 1.00 with 0.00 left. */
    public final class Entry {
        private final String account;
        private final Instant at;
        private String id;
        private String event;
        private String service = "AI Draw Me";
        private EntryType type = EntryType.CONSUME;
        private EntryStatus status = EntryStatus.SUCCESS;
        private long amount = Money.MICROS;
        private Long balance = 0L;
        private Long sequence;
        private int version = 1;

        private Entry(String account, Instant at) {
            this.account = account;
            this.at = at;
        }

        public Entry id(String value) {
            id = value;
            return this;
        }

        public Entry event(String value) {
            event = value;
            return this;
        }

        public Entry service(String value) {
            service = value;
            return this;
        }

        public Entry type(EntryType value) {
            type = value;
            return this;
        }

        public Entry status(EntryStatus value) {
            status = value;
            return this;
        }

        public Entry amount(String value) {
            amount = Money.micros(value);
            return this;
        }

        public Entry balance(String value) {
            balance = value == null ? null : Money.micros(value);
            return this;
        }

        public Entry sequence(long value) {
            sequence = value;
            return this;
        }

        public Entry version(int value) {
            version = value;
            return this;
        }

        /** Write it; returns its entry id. */
        public long add() {
            if (load == 0) {
                load();
            }
            LedgerRows.this.service(service);
            line++;
            return database.sql("""
                            insert into ledger_entry (entry_id, occurred_at, sequence, quantity_micros, amount_micros,
                              balance_micros, account_key, event_key, load_id, line_no, service_key, type, status, version,
                              transaction_id)
                            select coalesce(max(entry_id), 0) + 1, :at, :sequence, 1000000, :amount, :balance,
                              (select account_key from account where account_id = :account),
                              (select event_key from event where event_id = :event), :load, :line,
                              (select service_key from service where name = :service), :type, :status, :version,
                              coalesce(:id, 'T' || coalesce(max(entry_id), 0) + 1)
                            from ledger_entry returning entry_id""")
                    .param("at", Timestamp.from(at))
                    .param("sequence", sequence, Types.BIGINT)
                    .param("amount", amount)
                    .param("balance", balance, Types.BIGINT)
                    .param("account", account)
                    .param("event", event, Types.VARCHAR)
                    .param("load", load)
                    .param("line", line)
                    .param("service", service)
                    .param("type", type.code())
                    .param("status", status.code())
                    .param("version", version)
                    .param("id", id, Types.VARCHAR)
                    .query(Long.class)
                    .single();
        }

        /** Write it as the next version of {@code entryId}. */
        public long replace(long entryId) {
            long by = version(2).add();
            database.sql("""
                            insert into superseded_entry (account_key, entry_id, by_entry_id)
                            select account_key, :old, :by from account where account_id = :account""")
                    .param("old", entryId)
                    .param("by", by)
                    .param("account", account)
                    .update();
            return by;
        }
    }
}
