package reckoner.users;

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

/** What programs sign in with: random tokens of which only the hash is kept; each may do what its user may. */
@Component
public class Tokens {

    private final JdbcClient database;
    private final Clock clock;

    Tokens(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A token as lists show it. */
    public record Token(int id, String label, Instant createdAt, Instant expiresAt, @Nullable Instant revokedAt, @Nullable Instant lastUsedAt) {}

    /** Make a token for a user and return it; nobody can show it again. */
    @Transactional
    public String make(int user, String label, int days) {
        if (label.isBlank() || label.length() > 80 || days < 1 || days > 366) {
            throw Failure.command("A token needs a label of at most 80 characters and 1 to 366 days. Nothing was changed.");
        }
        String token = "rk_" + Secrets.token();
        database.sql("insert into api_token (user_id, label, token_hash, created_at, expires_at) values (:user, :label, :hash, :now, :end)")
                .param("user", user).param("label", label.strip()).param("hash", Secrets.sha256(token)).param("now", now())
                .param("end", now().plus(Duration.ofDays(days))).update();
        return token;
    }

    public List<Token> of(int user) {
        return database.sql("""
                        select token_id as id, label, created_at, expires_at, revoked_at, last_used_at
                        from api_token
                        where user_id = :user
                        order by token_id desc""").param("user", user).query(Token.class).list();
    }

    /** End a token of this user; fails as {@code COMMAND} where it has none of that number. */
    @Transactional
    public void revoke(int user, int token) {
        int revoked = database.sql("update api_token set revoked_at = :now where token_id = :token and user_id = :user and revoked_at is null")
                .param("now", now()).param("token", token).param("user", user).update();
        if (revoked == 0) {
            throw Failure.command("There is no such token in force. Nothing was changed.");
        }
    }

    /** Whose token this is; empty where it is nobody's, over, or revoked. */
    public Optional<Integer> userOf(String token) {
        return database.sql("""
                        update api_token set last_used_at = :now
                        where token_hash = :hash and revoked_at is null and expires_at > :now
                        returning user_id""")
                .param("now", now()).param("hash", Secrets.sha256(token)).query(Integer.class).optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
