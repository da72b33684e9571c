package reckoner.users;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Failure;

/** The first admin: a token that is printed once at the start, good for a day and for one use. */
@Component
public class Setup {

    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private final JdbcClient database;
    private final Users users;
    private final Clock clock;

    Setup(JdbcClient database, Users users, Clock clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /** A new token, and no older one any more; empty where there are users. */
    @Transactional
    public Optional<String> token() {
        if (!users.isEmpty()) {
            return Optional.empty();
        }
        String token = Secrets.token();
        database.sql("delete from setup_token").update();
        database.sql("insert into setup_token (token_hash, created_at, expires_at) values (:hash, :now, :end)")
                .param("hash", Secrets.sha256(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("end", clock.instant().plus(GOOD_FOR).atOffset(ZoneOffset.UTC)).update();
        return Optional.of(token);
    }

    /** Is this the token, and nobody there yet? */
    public boolean isGood(String token) {
        return users.isEmpty() && database.sql("select exists (select 1 from setup_token where token_hash = :hash and expires_at > :now)")
                .param("hash", Secrets.sha256(token)).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Boolean.class).single();
    }

    /** Make the first admin and spend the token; fails as {@code COMMAND} where it is not good. */
    @Transactional
    public void firstAdmin(String token, String name, String password) {
        boolean good = isGood(token);
        int spent = database.sql("delete from setup_token where token_hash = :hash").param("hash", Secrets.sha256(token)).update();
        if (!good || spent == 0) {
            throw Failure.command("This token is not good, or no longer. Start serve again: it prints another one.");
        }
        users.add(name, password, Role.ADMIN, List.of());
    }
}
