package reckoner.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The append-only audit: who did what, when, from where, and whether it was done. */
@Component
public class Audit {

    private static final int LONGEST = 500;

    private final JdbcClient database;
    private final Clock clock;

    Audit(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How an act ended. */
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    /** One act. */
    public record Entry(long id, Instant at, String actor, String role, String address, String act, String subject, String outcome, String detail) {}

    /** Keep an act; texts are cut to {@value #LONGEST} characters and lose their control characters. */
    public void keep(@Nullable SignedIn who, String address, String act, String subject, Outcome outcome, String detail) {
        database.sql("""
                        insert into audit_entry (at, actor, role, address, act, subject, outcome, detail)
                        values (:at, :actor, :role, :address, :act, :subject, :outcome, :detail)""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", who == null ? "" : who.name())
                .param("role", who == null ? "" : who.role().key())
                .param("address", plain(address)).param("act", plain(act)).param("subject", plain(subject))
                .param("outcome", outcome.name().toLowerCase(Locale.ROOT)).param("detail", plain(detail))
                .update();
    }

    /** How often this user has taken something away, such as an export or a document, in the time up to now. */
    public long looksSince(SignedIn who, Duration time) {
        return database.sql("""
                        select count(*)
                        from audit_entry
                        where actor = :actor
                          and at > :since
                          and act like 'GET %'
                          and outcome = 'done'""")
                .param("actor", who.name()).param("since", clock.instant().minus(time).atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** The newest entries before {@code before}, of one actor or of all. */
    public List<Entry> page(@Nullable String actor, @Nullable Long before, int limit) {
        return database.sql("""
                        select audit_id as id, at, actor, role, address, act, subject, outcome, detail
                        from audit_entry
                        where (cast(:actor as text) is null or actor = :actor)
                          and (cast(:before as bigint) is null or audit_id < :before)
                        order by audit_id desc
                        limit :limit""")
                .param("actor", actor).param("before", before).param("limit", limit).query(Entry.class).list();
    }

    private static String plain(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST - 1) + "…";
    }
}
