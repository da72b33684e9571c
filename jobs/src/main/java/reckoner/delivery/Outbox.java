package reckoner.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.document.Language;

/**
 * The tables {@code delivery} and {@code delivery_attempt}. An attempt is written down before it is made and settled after,
 * each in a transaction of its own: what was recorded as sent is never sent again.
 */
@Component
class Outbox {

    private static final int LONGEST_ANSWER = 500;

    private final JdbcClient database;
    private final TransactionTemplate alone;
    private final DeliverySettings settings;
    private final Clock clock;

    Outbox(JdbcClient database, PlatformTransactionManager transactions, DeliverySettings settings, Clock clock) {
        this.database = database;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.clock = clock;
    }

    /** Queue the statements of the month, if any is given, and the replacements of what was queued before. */
    void fill(@Nullable String month) {
        alone.executeWithoutResult(status -> database.sql(Queries.QUEUE.sql())
                .param("month", month).param("targets", keys(settings.targets())).param("domain", settings.domain()).param("now", now())
                .update());
    }

    /** Give up what was replaced before it was sent, so that nobody reads figures that are no longer in force. */
    void cancelReplaced(long request) {
        alone.executeWithoutResult(status -> database.sql("""
                        with replaced as (
                          update delivery d
                          set state = 'cancelled'
                          from statement s
                          where s.statement_id = d.statement_id
                            and s.replaced_by is not null
                            and d.state = 'queued'
                          returning d.delivery_id, s.replaced_by)
                        insert into delivery_attempt (delivery_id, request, at, outcome, answer)
                        select delivery_id, :request, :now, 'cancelled', 'replaced by ' || replaced_by || ' before it was sent'
                        from replaced""")
                .param("request", request).param("now", now())
                .update());
    }

    /** Queue again what had failed for good. */
    void reviveFailed() {
        alone.executeWithoutResult(status -> database.sql("update delivery set state = 'queued', attempts = 0, next_attempt_at = :now where state = 'failed'")
                .param("now", now()).update());
    }

    /** What is due; with {@code anyway} also what should wait for another time. */
    List<Parcel> due(Set<Target> targets, boolean anyway) {
        return database.sql(Queries.WAITING.sql())
                .param("targets", keys(targets)).param("now", now()).param("now_anyway", anyway)
                .query(this::parcel).list();
    }

    private Parcel parcel(ResultSet row, int number) throws SQLException {
        return new Parcel(row.getLong("delivery"), Target.valueOf(row.getString("target").toUpperCase(Locale.ROOT)), row.getString("message_id"),
                row.getInt("attempts"), row.getBoolean("doubtful"), row.getString("number"), row.getString("month"), row.getString("replaces"),
                row.getString("account"), row.getString("account_name"), row.getString("email"), row.getString("holder"), row.getString("issuer"), Language.valueOf(row.getString("language")),
                enclosures(row.getLong("statement")));
    }

    private List<Parcel.Enclosure> enclosures(long statement) {
        return database.sql("select file_name, sha256 from statement_file where statement_id = :statement order by format")
                .param("statement", statement).query(Parcel.Enclosure.class).list();
    }

    void begin(Parcel parcel) {
        alone.executeWithoutResult(status -> database.sql("""
                        update delivery
                        set state = 'sending', attempts = attempts + 1, doubtful = doubtful or state = 'sending'
                        where delivery_id = :delivery""")
                .param("delivery", parcel.delivery()).update());
    }

    void sent(Parcel parcel, long request, String address, String answer) {
        settle(parcel, request, "sent", "sent", now(), address, answer);
    }

    void failed(Parcel parcel, long request, @Nullable String address, String answer) {
        settle(parcel, request, "failed", "failed", now(), address, answer);
    }

    /** Another time, later each time; {@code unsure} where it may have arrived all the same. */
    void later(Parcel parcel, long request, String address, String answer, boolean unsure) {
        if (unsure) {
            alone.executeWithoutResult(status -> database.sql("update delivery set doubtful = true where delivery_id = :delivery")
                    .param("delivery", parcel.delivery()).update());
        }
        int attempt = parcel.attempts() + 1;
        if (attempt >= settings.attempts()) {
            failed(parcel, request, address, answer + "; given up after " + attempt + " attempts");
        } else {
            settle(parcel, request, "queued", "later", now().plus(Backoff.after(attempt)), address, answer);
        }
    }

    /** The parcel is not at fault: it waits as long as the way is closed, and is never given up for that. */
    void blocked(Parcel parcel, long request, String answer) {
        settle(parcel, request, "queued", "later", now().plus(Backoff.after(1)), null, answer);
    }

    private void settle(Parcel parcel, long request, String state, String outcome, OffsetDateTime next, @Nullable String address, String answer) {
        alone.executeWithoutResult(status -> {
            database.sql("update delivery set state = :state, next_attempt_at = :next where delivery_id = :delivery")
                    .param("state", state).param("next", next).param("delivery", parcel.delivery()).update();
            database.sql("""
                            insert into delivery_attempt (delivery_id, request, at, address, outcome, answer)
                            values (:delivery, :request, :now, :address, :outcome, :answer)""")
                    .param("delivery", parcel.delivery()).param("request", request).param("now", now()).param("address", address)
                    .param("outcome", outcome).param("answer", answer.length() > LONGEST_ANSWER ? answer.substring(0, LONGEST_ANSWER) : answer)
                    .update();
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String keys(Set<Target> targets) {
        return targets.stream().map(Target::key).sorted().collect(Collectors.joining(","));
    }
}
