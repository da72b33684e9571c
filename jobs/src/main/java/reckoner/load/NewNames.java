package reckoner.load;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of what a ledger file names, and the rows of accounts, events and services that it is the first to name. */
final class NewNames {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Keys accounts;
    private final Keys events;
    private final Keys services;

    /** Fails as {@link Keys.TooMany}. */
    NewNames(JdbcClient database, DataSource source) {
        this.database = database;
        this.batches = new JdbcTemplate(source);
        this.accounts = new Keys(database, "account", "account_id");
        this.events = new Keys(database, "event", "event_id");
        this.services = new Keys(database, "service", "name");
    }

    Keys.Named account(CharSequence id) {
        return accounts.of(id, 0);
    }

    /** @param account of the entry, to which a new event belongs */
    Keys.Named event(CharSequence id, Keys.Named account) {
        return events.of(id, account.key());
    }

    Keys.Named service(CharSequence name) {
        Keys.Named service = services.of(name, 0);
        if (service.key() > Short.MAX_VALUE) {
            throw new Keys.TooMany();
        }
        return service;
    }

    /** Write the rows of what is new. */
    void create(Mapping mapping) {
        batches.batchUpdate("""
                        insert into account (account_key, account_id, name, time_zone, currency, known) overriding system value
                        values (?, ?, ?, ?, ?, false)""", accounts.fresh(), 500, (row, account) -> {
            row.setInt(1, account.key());
            row.setString(2, account.id());
            row.setString(3, account.id());
            row.setString(4, mapping.accountZone());
            row.setString(5, mapping.accountCurrency());
        });
        batches.batchUpdate("""
                        insert into event (event_key, event_id, account_key, name, known) overriding system value
                        values (?, ?, ?, ?, false)""", events.fresh(), 500, (row, event) -> {
            row.setInt(1, event.key());
            row.setString(2, event.id());
            row.setInt(3, event.account());
            row.setString(4, event.id());
        });
        batches.batchUpdate("""
                        insert into service (service_key, name, feature, engine) overriding system value
                        select key, name, coalesce(substring(name from '^(.*\\S) \\([^()]+\\)$'), name),
                          coalesce(substring(name from '^.*\\S \\(([^()]+)\\)$'), name)
                        from (values (?, ?)) as s (key, name)""", services.fresh(), 500, (row, service) -> {
            row.setInt(1, service.key());
            row.setString(2, service.id());
        });
        for (Keys keys : List.of(accounts, events, services)) {
            keys.end(database);
        }
    }
}
