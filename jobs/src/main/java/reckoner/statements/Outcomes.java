package reckoner.statements;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** What became of each account and event of a request. */
@Component
public class Outcomes {

    private final JdbcClient database;

    Outcomes(JdbcClient database) {
        this.database = database;
    }

    /**
     * What became of one account's statement.
     *
     * @param outcome issued, already issued, restated, unchanged, draft, no activity, held, or failed
     */
    public record StatementOutcome(String account, String name, String outcome, @Nullable String number, @Nullable String reason) {

        public boolean failed() {
            return outcome.equals("failed");
        }

        /** Does it wait until somebody has accepted or resolved what is open? */
        public boolean held() {
            return outcome.equals("held");
        }
    }

    /**
     * What became of one event's report.
     *
     * @param outcome made or failed
     */
    public record EventOutcome(String event, String name, String outcome, @Nullable String reason) {

        public boolean failed() {
            return outcome.equals("failed");
        }
    }

    /** Return a number for the next command. */
    public long nextRequest() {
        return database.sql("select nextval('document_request')").query(Long.class).single();
    }

    /** Refuse accounts that do not exist, before anything starts. */
    public void requireAccounts(List<String> accounts) {
        require("account", "Type ./run.sh balance for the accounts there are.", accounts, "select exists (select 1 from account where account_id = :id)");
    }

    /** Refuse events that do not exist, before anything starts. */
    public void requireEvents(List<String> events) {
        require("event", "Leave --event out for all events that have entries.", events, "select exists (select 1 from event where event_id = :id)");
    }

    /** Return the statements of the request by account. */
    public List<StatementOutcome> statements(long request) {
        return database.sql("""
                        select a.account_id as account, a.name, o.outcome, o.number, o.reason
                        from statement_outcome o
                        join account a using (account_key)
                        where o.request = :request
                        order by a.account_id""")
                .param("request", request).query(StatementOutcome.class).list();
    }

    /** Return the reports of the request by event. */
    public List<EventOutcome> events(long request) {
        return database.sql("""
                        select v.event_id as event, v.name, o.outcome, o.reason
                        from event_outcome o
                        join event v using (event_key)
                        where o.request = :request
                        order by v.event_id""")
                .param("request", request).query(EventOutcome.class).list();
    }

    void keep(long request, Settled settled) {
        database.sql("""
                        insert into statement_outcome (request, account_key, outcome, number, reason)
                        values (:request, :account, :outcome, :number, :reason)
                        on conflict (request, account_key) do update
                        set outcome = excluded.outcome, number = excluded.number, reason = excluded.reason""")
                .param("request", request)
                .param("account", settled.account())
                .param("outcome", settled.outcome().words())
                .param("number", settled.number())
                .param("reason", settled.reason())
                .update();
    }

    void keepEvent(long request, int event, boolean made, @Nullable String reason) {
        database.sql("""
                        insert into event_outcome (request, event_key, outcome, reason)
                        values (:request, :event, :outcome, :reason)
                        on conflict (request, event_key) do update
                        set outcome = excluded.outcome, reason = excluded.reason""")
                .param("request", request)
                .param("event", event)
                .param("outcome", made ? "made" : "failed")
                .param("reason", reason)
                .update();
    }

    private void require(String what, String remedy, List<String> ids, String exists) {
        for (String id : ids) {
            if (!database.sql(exists).param("id", id).query(Boolean.class).single()) {
                throw Failure.command("There is no %s '%s'. Nothing was made. %s".formatted(what, id, remedy));
            }
        }
    }
}
