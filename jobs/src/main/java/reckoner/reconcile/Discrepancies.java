package reckoner.reconcile;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Failure;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.table.Figures;

/**
 * The life of findings: what is known, and what people do with it. Every act is kept with who, when and why; one that is
 * refused changes nothing and says what to do instead.
 */
@Component
public class Discrepancies {

    private final JdbcClient database;
    private final ReconcileSettings settings;
    private final Clock clock;

    Discrepancies(JdbcClient database, ReconcileSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Which findings to list; null means any, for the state all but resolved. */
    public record Filter(@Nullable String state, @Nullable String account, @Nullable String check, @Nullable String assignee) {}

    /** One act in the life of a finding. */
    public record Step(Instant at, String actor, String action, @Nullable String note) {}

    /** Findings by number. */
    public List<Discrepancy> list(Filter filter) {
        return page(filter, null, Integer.MAX_VALUE);
    }

    /** Findings by number, after one. */
    public List<Discrepancy> page(Filter filter, @Nullable Long after, int limit) {
        return database.sql(SELECT + WHERE + """
                         and (cast(:after as bigint) is null or d.discrepancy_id > :after)
                        order by d.discrepancy_id
                        limit :limit""")
                .param("after", after, Types.BIGINT)
                .param("limit", limit)
                .param("state", filter.state())
                .param("account", filter.account())
                .param("check", filter.check())
                .param("assignee", filter.assignee())
                .query(Discrepancy.class)
                .list();
    }

    /** How many findings fit a filter, by state. */
    public SortedMap<String, Long> counts(Filter filter) {
        SortedMap<String, Long> counts = new TreeMap<>();
        database.sql("""
                        select d.state, count(*)
                        from discrepancy d
                        left join account a using (account_key)
                        """ + WHERE + " group by d.state")
                .param("state", filter.state()).param("account", filter.account()).param("check", filter.check()).param("assignee", filter.assignee())
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /** One finding; fails as {@code COMMAND} where there is none of that number. */
    public Discrepancy show(long id) {
        return database.sql(SELECT + "where d.discrepancy_id = :id").param("id", id).query(Discrepancy.class).optional()
                .orElseThrow(() -> Failure.command("There is no discrepancy " + id + ". Type ./run.sh discrepancies list"));
    }

    /** Who has it, and on what terms it is accepted. */
    public Standing standing(long id) {
        return database.sql("""
                        select state, assignee, accept_reason as reason, accept_note as note, accepted_until as "until",
                          accepted_up_to as up_to, proposed_by, accepted_by, opened_at, closed_at
                        from discrepancy
                        where discrepancy_id = :id""")
                .param("id", id).query(Standing.class).single();
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

    /** The zone that days of this finding are meant in: its account's, else UTC. */
    public ZoneId zone(long id) {
        return database.sql("select a.time_zone from discrepancy d join account a using (account_key) where d.discrepancy_id = :id")
                .param("id", id).query(String.class).optional().map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    /** Give an open finding to a person. */
    @Transactional
    public void assign(long id, String assignee, String actor, @Nullable String note) {
        require(id, lock(id), "assigned", "open", "assigned");
        String to = named(assignee, "to whom it is assigned");
        database.sql("update discrepancy set state = 'assigned', assignee = :to where discrepancy_id = :id")
                .param("to", to).param("id", id).update();
        keep(id, actor, "assigned", note == null || note.isBlank() ? "to " + to : "to " + to + ": " + note);
    }

    /**
     * Accept a finding on terms. Where more is at stake than the limit of the settings, it is only proposed, until another
     * person confirms it.
     *
     * @return true where it holds at once
     */
    @Transactional
    public boolean accept(long id, Acceptance terms, String actor) {
        require(id, lock(id), "accepted", "open", "assigned");
        Discrepancy finding = show(id);
        if (terms.upTo() != null && terms.upTo().compareTo(finding.difference().abs()) < 0) {
            throw Failure.command("Discrepancy %d is %s, which is more than %s. Nothing was changed. Accept up to that or more."
                    .formatted(id, Figures.plainMoney(finding.difference()), Figures.plainMoney(terms.upTo())));
        }
        if (terms.until() != null && !terms.until().isAfter(clock.instant())) {
            throw Failure.command("Discrepancy %d cannot be accepted until %s, which is over. Nothing was changed. Give a later day."
                    .formatted(id, terms.until()));
        }
        boolean holds = terms.stake(finding.difference()).compareTo(settings.acceptLimit()) <= 0;
        database.sql("""
                        update discrepancy
                        set state = :state, accept_reason = :reason, accept_note = :note, accepted_until = :until, accepted_up_to = :upTo,
                          proposed_by = :actor, accepted_by = :by, closed_at = :closed
                        where discrepancy_id = :id""")
                .param("state", holds ? "accepted" : "proposed")
                .param("reason", terms.reason().key())
                .param("note", terms.note())
                .param("until", terms.until() == null ? null : terms.until().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("upTo", terms.upTo(), Types.NUMERIC)
                .param("actor", named(actor, "who does it"))
                .param("by", holds ? actor.strip() : null, Types.VARCHAR)
                .param("closed", holds ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
        keep(id, actor, holds ? "accepted" : "proposed", terms.words());
        return holds;
    }

    /** Make a proposed acceptance hold; the person who proposed it cannot. */
    @Transactional
    public void confirm(long id, String actor, @Nullable String note) {
        require(id, lock(id), "confirmed", "proposed");
        String proposer = String.valueOf(standing(id).proposedBy());
        if (proposer.equalsIgnoreCase(named(actor, "who does it"))) {
            throw Failure.command("%s proposed to accept discrepancy %d; above %s it takes a second person. Nothing was changed. Ask somebody else to confirm it."
                    .formatted(proposer, id, limit()));
        }
        database.sql("update discrepancy set state = 'accepted', accepted_by = :by, closed_at = :now where discrepancy_id = :id")
                .param("by", actor.strip()).param("now", now()).param("id", id).update();
        keep(id, actor, "accepted", note == null || note.isBlank() ? "confirms " + proposer : "confirms " + proposer + ": " + note);
    }

    /** Close a finding; it comes back at the next run if its row still disagrees. */
    @Transactional
    public void resolve(long id, String actor, @Nullable String note) {
        require(id, lock(id), "resolved", "open", "assigned", "proposed", "accepted");
        if (note == null || note.isBlank()) {
            throw Failure.command("A note is needed to resolve discrepancy " + id + ". Add --note \"why\". Nothing was changed.");
        }
        end(id, "resolved", now());
        keep(id, actor, "resolved", note);
    }

    /** Take back what was done with a finding: also refuses a proposal. */
    @Transactional
    public void reopen(long id, String actor, @Nullable String note) {
        require(id, lock(id), "reopened", "assigned", "proposed", "accepted", "resolved");
        end(id, "open", null);
        keep(id, actor, "reopened", note);
    }

    /** The largest difference that one person may accept alone, credits. */
    public String limit() {
        return Figures.plainMoney(settings.acceptLimit());
    }

    private void end(long id, String state, @Nullable OffsetDateTime closed) {
        database.sql("""
                        update discrepancy
                        set state = :state, closed_at = :closed, accept_reason = null, accept_note = null, accepted_until = null,
                          accepted_up_to = null, proposed_by = null, accepted_by = null
                        where discrepancy_id = :id""")
                .param("state", state).param("closed", closed, Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).update();
    }

    /** Hold the finding until the act is done, so that neither a run nor a second person changes it meanwhile. */
    private String lock(long id) {
        return database.sql("select state from discrepancy where discrepancy_id = :id for update").param("id", id)
                .query(String.class).optional().orElseGet(() -> show(id).state());
    }

    private static void require(long id, String state, String act, String... from) {
        if (!List.of(from).contains(state)) {
            String next = switch (state) {
                case "proposed" -> "Confirm it as another person, or reopen it first.";
                case "accepted", "resolved" -> "Reopen it first.";
                default -> "Type ./run.sh discrepancies show " + id;
            };
            throw Failure.command("Discrepancy %d is %s and cannot be %s. Nothing was changed. %s".formatted(id, state, act, next));
        }
    }

    private static String named(String person, String what) {
        if (person.isBlank()) {
            throw Failure.command("The name is empty: say " + what + ". Nothing was changed.");
        }
        return person.strip();
    }

    private void keep(long id, String actor, String action, @Nullable String note) {
        database.sql("""
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        values (:id, :now, :actor, :action, :note)""")
                .param("id", id).param("now", now()).param("actor", named(actor, "who does it")).param("action", action)
                .param("note", note).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static final String SELECT = """
            select d.discrepancy_id as id, d.check_name as "check", d.severity, a.account_id as account, d.event_id as event,
              d.transaction_id as transaction, d.usage_id as usage, d.payment_id as payment, d.occurred_at, d.expected, d.actual,
              d.difference, d.cause, d.explanation, d.state
            from discrepancy d
            left join account a using (account_key)
            """;

    private static final String WHERE = """
            where (cast(:state as text) is null and d.state <> 'resolved' or d.state = :state)
              and (cast(:account as text) is null or a.account_id = :account)
              and (cast(:check as text) is null or d.check_name = :check)
              and (cast(:assignee as text) is null or d.assignee = :assignee)""";
}
