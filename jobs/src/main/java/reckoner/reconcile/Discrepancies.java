package reckoner.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Failure;
import reckoner.reconcile.Reconciliations.Discrepancy;

/** The life of findings: what is known, and what people do with it. Every act is kept with who, when and why. */
@Component
public class Discrepancies {

    private final JdbcClient database;
    private final Clock clock;

    Discrepancies(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a person may do with a finding, and the state it has afterwards. */
    public enum Act {
        ASSIGN("assigned", false),
        ACCEPT("accepted", true),
        RESOLVE("resolved", true),
        REOPEN("open", false);

        private final String state;
        private final boolean needsNote;

        Act(String state, boolean needsNote) {
            this.state = state;
            this.needsNote = needsNote;
        }

        public String state() {
            return state;
        }
    }

    /** One act in the life of a finding. */
    public record Step(Instant at, String actor, String action, @Nullable String note) {}

    /** Findings in a state (null: all but resolved), of an account and a check (null: any), by number. */
    public List<Discrepancy> list(@Nullable String state, @Nullable String account, @Nullable String check) {
        return database.sql(SELECT + """
                        where (cast(:state as text) is null and d.state <> 'resolved' or d.state = :state)
                          and (cast(:account as text) is null or a.account_id = :account)
                          and (cast(:check as text) is null or d.check_name = :check)
                        order by d.discrepancy_id""")
                .param("state", state)
                .param("account", account)
                .param("check", check)
                .query(Discrepancy.class)
                .list();
    }

    public Discrepancy show(long id) {
        return database.sql(SELECT + "where d.discrepancy_id = :id").param("id", id).query(Discrepancy.class).optional()
                .orElseThrow(() -> Failure.command("There is no discrepancy " + id + ". Type ./run.sh discrepancies list"));
    }

    /** What happened to a finding, oldest first. */
    public List<Step> history(long id) {
        return database.sql("""
                        select at, actor, action, note
                        from discrepancy_history
                        where discrepancy_id = :id
                        order by history_id""")
                .param("id", id).query(Step.class).list();
    }

    /** Do {@code act} as {@code actor}; accepting and resolving need a note. */
    @Transactional
    public void act(long id, Act act, String actor, @Nullable String note) {
        Discrepancy current = show(id);
        if (act.needsNote && (note == null || note.isBlank())) {
            throw Failure.command("A note is needed to %s discrepancy %d. Add --note \"why\". Nothing was changed."
                    .formatted(act.name().toLowerCase(java.util.Locale.ROOT), id));
        }
        if (act == Act.REOPEN && current.state().equals("open")) {
            throw Failure.command("Discrepancy " + id + " is open already. Nothing was changed.");
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        boolean closes = act == Act.ACCEPT || act == Act.RESOLVE;
        database.sql("update discrepancy set state = :state, closed_at = :closed where discrepancy_id = :id")
                .param("state", act.state).param("closed", closes ? now : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id).update();
        database.sql("""
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        values (:id, :now, :actor, :action, :note)""")
                .param("id", id).param("now", now).param("actor", actor).param("action", act.state).param("note", note).update();
    }

    private static final String SELECT = """
            select d.discrepancy_id as id, d.check_name as "check", d.severity, a.account_id as account, d.event_id as event,
              d.transaction_id as transaction, d.usage_id as usage, d.payment_id as payment, d.occurred_at, d.expected, d.actual,
              d.difference, d.cause, d.explanation, d.state
            from discrepancy d
            left join account a using (account_key)
            """;
}
