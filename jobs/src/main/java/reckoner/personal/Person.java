package reckoner.personal;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;

/**
 * The holder of an account, as it is known.
 *
 * @param logins ids of users of the console who see this account and no other
 * @param names under which the person is known: account, address, events and logins; none shorter than {@value #SHORTEST} letters,
 *        which would be found in any text
 */
record Person(int key, String id, String name, @Nullable String email, ZoneId zone, String currency, List<Integer> logins, List<String> names) {

    static final int SHORTEST = 4;
    /** What an event is called may be a word of everyday; in what is not the account's own, only longer ones are looked for. */
    static final int SHORTEST_OF_EVENT = 8;

    private static final String LOGINS = """
            select u.user_id
            from console_user u
            join console_user_account a using (user_id)
            where u.role = 'operator'
            group by u.user_id
            having count(*) = 1 and min(a.account_key) = :account
            order by u.user_id""";

    /** Events whose name another account's event has too name nobody. */
    private static final String NAMES = """
            select name from account where account_key = :account
            union
            select email from account where account_key = :account
            union
            select holder.model -> 'holder' ->> 'name' from statement holder where account_key = :account
            union
            select address from delivery_attempt join delivery using (delivery_id) join statement using (statement_id)
            where account_key = :account and target = 'mail'
            union
            select e.name
            from event e
            where e.account_key = :account
              and e.name <> e.event_id
              and length(e.name) >= :least
              and not exists (select 1 from event o where o.name = e.name and o.account_key is distinct from e.account_key)
            union
            select name from console_user where user_id = any(:logins)
            union
            select subject from console_user where user_id = any(:logins)""";

    /** Fails as {@code COMMAND} where there is no such account. */
    static Person of(JdbcClient database, String account) {
        record Row(int key, String id, String name, @Nullable String email, String zone, String currency) {}
        Row row = database.sql("select account_key as key, account_id as id, name, email, time_zone as zone, currency from account where account_id = :id")
                .param("id", account).query(Row.class).optional()
                .orElseThrow(() -> Failure.command("There is no account '%s'. Nothing was done. ./run.sh balance lists the accounts.".formatted(account)));
        List<Integer> logins = database.sql(LOGINS).param("account", row.key()).query(Integer.class).list();
        List<String> names = database.sql("select n.name from (" + NAMES + ") n where length(n.name) >= " + SHORTEST + " and n.name <> :id order by length(n.name) desc, n.name")
                .param("account", row.key()).param("id", row.id()).param("least", SHORTEST_OF_EVENT).param("logins", logins.toArray(Integer[]::new))
                .query(String.class).list();
        return new Person(row.key(), row.id(), row.name(), row.email(), ZoneId.of(row.zone()), row.currency(), logins, names);
    }
}
