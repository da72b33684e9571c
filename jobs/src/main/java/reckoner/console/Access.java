package reckoner.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.users.SignedIn;

/** Which accounts a user sees. What it does not see does not exist for it: the answer is the same. */
@Component
class Access {

    private static final int MOST_CHOICES = 200;

    private final JdbcClient database;

    Access(JdbcClient database) {
        this.database = database;
    }

    /** An account as far as a page's head needs it. */
    public record Account(String id, String name, ZoneId zone, String currency) {}

    /** The account; fails as {@link NotFound} where there is none that this user sees. */
    Account account(SignedIn user, String id) {
        return list(user, id).stream().findFirst().orElseThrow(() -> new NotFound("account " + id));
    }

    /**
     * The account that an answer is about: the one that was asked for, for an operator without a choice its first, and empty
     * for all accounts.
     */
    Optional<Account> chosen(SignedIn user, @Nullable String asked) {
        if (asked != null && !asked.isBlank()) {
            return Optional.of(account(user, asked.strip()));
        }
        if (user.seesAll()) {
            return Optional.empty();
        }
        return Optional.of(list(user, null).stream().findFirst().orElseThrow(() -> new NotFound("an account of " + user.name())));
    }

    /** The accounts that this user sees, by id. */
    List<Account> list(SignedIn user, @Nullable String id) {
        return database.sql("""
                        select a.account_id, a.name, a.time_zone, a.currency
                        from account a
                        where (cast(:id as text) is null or a.account_id = :id)
                          and (:all or exists (
                            select 1 from console_user_account o where o.user_id = :user and o.account_key = a.account_key))
                        order by a.account_id""")
                .param("id", id, Types.VARCHAR).param("all", user.seesAll()).param("user", user.user())
                .query(Access::account).list();
    }

    /** The accounts to choose from in a form, by id; empty where they are too many for a list, so that one is typed. */
    List<Account> choices(SignedIn user) {
        List<Account> first = page(user, "", null, MOST_CHOICES + 1);
        return first.size() > MOST_CHOICES ? List.of() : first;
    }

    /** The accounts that this user sees and whose id or name has the text in it, by id, after one. */
    List<Account> page(SignedIn user, String search, @Nullable String after, int limit) {
        return database.sql("""
                        select a.account_id, a.name, a.time_zone, a.currency
                        from account a
                        where (cast(:after as text) is null or a.account_id > :after)
                          and (strpos(lower(a.account_id), lower(:search)) > 0 or strpos(lower(a.name), lower(:search)) > 0)
                          and (:all or exists (
                            select 1 from console_user_account o where o.user_id = :user and o.account_key = a.account_key))
                        order by a.account_id
                        limit :limit""")
                .param("search", search.strip()).param("after", after, Types.VARCHAR).param("limit", limit)
                .param("all", user.seesAll()).param("user", user.user()).query(Access::account).list();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(row.getString(1), row.getString(2), ZoneId.of(row.getString(3)), row.getString(4));
    }

    /** What was asked for is not there, or not for this user. */
    static final class NotFound extends RuntimeException {
        NotFound(String what) {
            super(what);
        }
    }
}
