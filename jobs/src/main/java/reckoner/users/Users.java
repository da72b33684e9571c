package reckoner.users;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Failure;

/** The users of the console: who they are, what they may see, and whether a password is theirs. */
@Component
public class Users {

    private static final int LOCK_AFTER = 5;
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final Clock clock;

    Users(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A user as lists show it. */
    public record User(int id, String name, String role, @Nullable String accounts, @Nullable Instant disabledAt, @Nullable Instant lockedUntil,
            Instant createdAt, @Nullable Instant lastLoginAt) {}

    private record Login(int id, String name, String role, @Nullable String passwordHash, int stamp, int failedLogins, @Nullable Instant lockedUntil,
            @Nullable Instant disabledAt) {

        SignedIn signedIn() {
            return new SignedIn(id, name, Role.keyed(role), stamp);
        }
    }

    /** All users by name. */
    public List<User> all() {
        return database.sql("""
                        select u.user_id as id, u.name, u.role, u.disabled_at, u.locked_until, u.created_at, u.last_login_at,
                          (select string_agg(a.account_id, ', ' order by a.account_id)
                           from console_user_account o join account a using (account_key) where o.user_id = u.user_id) as accounts
                        from console_user u
                        order by lower(u.name)""").query(User.class).list();
    }

    public boolean isEmpty() {
        return !database.sql("select exists (select 1 from console_user)").query(Boolean.class).single();
    }

    /**
     * The user whom a provider vouches for: made at the first login, and given the role and accounts that it states at every other;
     * fails as {@code COMMAND} where the name is somebody else's, or the user is disabled.
     *
     * @param subject issuer and subject: what the provider knows the user by for good
     * @param accounts null: what an admin has set stays
     */
    @Transactional
    public SignedIn provided(String subject, String name, Role role, @Nullable List<String> accounts) {
        Optional<Login> known = login("subject = :value", subject);
        if (known.isEmpty()) {
            insert(requireName(name), null, subject, role);
            setAccounts(id(name), accounts == null ? List.of() : accounts);
        } else if (known.get().disabledAt() != null) {
            throw Failure.command("You may not sign in here any more. Ask an admin.");
        } else {
            List<String> wanted = accounts == null ? accounts(known.get().id()) : accounts.stream().sorted().toList();
            if (!known.get().role().equals(role.key()) || !wanted.equals(accounts(known.get().id()))) {
                change(known.get().name(), role, wanted);
            }
        }
        Login user = login("subject = :value", subject).orElseThrow();
        database.sql("update console_user set last_login_at = :now where user_id = :id").param("now", now()).param("id", user.id()).update();
        return user.signedIn();
    }

    /** Add a user; fails as {@code COMMAND} where the name is taken or the password is no good. */
    @Transactional
    public void add(String name, String password, Role role, List<String> accounts) {
        String as = requireName(name);
        insert(as, Secrets.hash(as, password), null, role);
        setAccounts(id(as), accounts);
    }

    private static String requireName(String name) {
        String as = name.strip();
        if (!as.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._@ -]{0,63}")) {
            throw Failure.command("'%s' is no name for a user: letters, digits, and . _ @ - in it, at most 64. Nothing was changed.".formatted(as));
        }
        return as;
    }

    private void insert(String name, @Nullable String hash, @Nullable String subject, Role role) {
        int added = database.sql("""
                        insert into console_user (name, password_hash, subject, role, created_at)
                        values (:name, :hash, :subject, :role, :now)
                        on conflict do nothing""")
                .param("name", name).param("hash", hash, Types.VARCHAR).param("subject", subject, Types.VARCHAR)
                .param("role", role.key()).param("now", now()).update();
        if (added == 0) {
            throw Failure.command("There is a user '" + name + "' already, who is somebody else. Nothing was changed.");
        }
    }

    /** Give a user another role and other accounts; ends its sessions. */
    @Transactional
    public void change(String name, Role role, List<String> accounts) {
        keepAnAdmin(name, role == Role.ADMIN);
        database.sql("update console_user set role = :role, stamp = stamp + 1 where user_id = :id").param("role", role.key()).param("id", id(name)).update();
        setAccounts(id(name), accounts);
    }

    /** Let a user in no longer, or again; ends its sessions. */
    @Transactional
    public void disable(String name, boolean disabled) {
        keepAnAdmin(name, !disabled);
        database.sql("""
                        update console_user
                        set disabled_at = :at, locked_until = null, failed_logins = 0, stamp = stamp + 1
                        where user_id = :id""")
                .param("at", disabled ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE).param("id", id(name)).update();
    }

    /** Give a user another password; ends its sessions. Fails as {@code COMMAND} for one who signs in at a provider. */
    @Transactional
    public void setPassword(String name, String password) {
        if (login("lower(name) = lower(:value)", name.strip()).filter(user -> user.passwordHash() == null).isPresent()) {
            throw Failure.command("'" + name + "' signs in at the provider and has no password here. Nothing was changed.");
        }
        database.sql("update console_user set password_hash = :hash, locked_until = null, failed_logins = 0, stamp = stamp + 1 where user_id = :id")
                .param("hash", Secrets.hash(name, password)).param("id", id(name)).update();
    }

    /** Who signs in with these; empty where they do not fit, or the user is locked or disabled, without saying which. */
    public Optional<SignedIn> signIn(String name, String password) {
        Optional<Login> known = login("lower(name) = lower(:value)", name.strip());
        boolean fits = Secrets.matches(password, known.map(Login::passwordHash).orElse(null));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Login user = known.get();
        boolean locked = user.lockedUntil() != null && user.lockedUntil().isAfter(clock.instant());
        if (locked || user.disabledAt() != null) {
            return Optional.empty();
        }
        if (!fits) {
            failed(user);
            return Optional.empty();
        }
        database.sql("update console_user set failed_logins = 0, locked_until = null, last_login_at = :now where user_id = :id")
                .param("now", now()).param("id", user.id()).update();
        return Optional.of(user.signedIn());
    }

    /** Is the password that of this user? For acts that ask again. */
    public boolean confirms(SignedIn user, String password) {
        return signIn(user.name(), password).isPresent();
    }

    /** The user as it is now; empty where its sessions have ended. */
    public Optional<SignedIn> stillSignedIn(SignedIn user) {
        return login("user_id = cast(:value as integer)", String.valueOf(user.user()))
                .filter(now -> now.disabledAt() == null && now.stamp() == user.stamp())
                .map(Login::signedIn);
    }

    /** The user of this number, where it is not disabled. */
    public Optional<SignedIn> withId(int id) {
        return login("user_id = cast(:value as integer)", String.valueOf(id)).filter(now -> now.disabledAt() == null).map(Login::signedIn);
    }

    private void failed(Login user) {
        int failed = user.failedLogins() + 1;
        Duration lock = Duration.ofSeconds(30L << Math.min(5, Math.max(0, failed - LOCK_AFTER)));
        OffsetDateTime until = failed < LOCK_AFTER ? null
                : clock.instant().plus(lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock).atOffset(ZoneOffset.UTC);
        database.sql("update console_user set failed_logins = failed_logins + 1, locked_until = :until where user_id = :id")
                .param("until", until, Types.TIMESTAMP_WITH_TIMEZONE).param("id", user.id()).update();
    }

    private Optional<Login> login(String condition, String value) {
        return database.sql("""
                        select user_id as id, name, role, password_hash, stamp, failed_logins, locked_until, disabled_at
                        from console_user
                        where\s""" + condition)
                .param("value", value).query(Login.class).optional();
    }

    private int id(String name) {
        return login("lower(name) = lower(:value)", name.strip()).map(Login::id)
                .orElseThrow(() -> Failure.command("There is no user '" + name + "'. Nothing was changed."));
    }

    /** Somebody must be able to let the others in. */
    private void keepAnAdmin(String name, boolean staysAdmin) {
        database.sql("select user_id from console_user where role = 'admin' order by user_id for update").query(Integer.class).list();
        boolean others = database.sql("select exists (select 1 from console_user where role = 'admin' and disabled_at is null and user_id <> :id)")
                .param("id", id(name)).query(Boolean.class).single();
        if (!staysAdmin && !others) {
            throw Failure.command("'" + name + "' is the last admin. Nothing was changed. Add another admin first.");
        }
    }

    private List<String> accounts(int user) {
        return database.sql("select account_id from console_user_account join account using (account_key) where user_id = :id order by account_id")
                .param("id", user).query(String.class).list().stream().sorted().toList();
    }

    private void setAccounts(int user, List<String> accounts) {
        database.sql("delete from console_user_account where user_id = :id").param("id", user).update();
        for (String account : accounts) {
            int found = database.sql("""
                            insert into console_user_account (user_id, account_key)
                            select :id, account_key from account where account_id = :account
                            on conflict do nothing""").param("id", user).param("account", account).update();
            if (found == 0) {
                throw Failure.command("There is no account '" + account + "', or it is named twice. Nothing was changed.");
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
