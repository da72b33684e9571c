package reckoner.archive;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;

/** Why months cannot be archived yet. Each says what to do first; nothing was changed then. */
final class Refusals {

    private static final String UNCHANGED = " Nothing was archived. ";

    private final JdbcClient database;

    Refusals(JdbcClient database) {
        this.database = database;
    }

    /** Entries are taken out by the owner of the tables alone. */
    void requireOwner() {
        if (!isTrue("select pg_has_role(relowner, 'usage') from pg_class where oid = 'ledger_entry'::regclass")) {
            throw Failure.command("This login may add to the ledger and take nothing out of it." + UNCHANGED
                    + "Start this command with the owner of the tables as RECKONER_DATABASE_USERNAME.");
        }
    }

    /** Everything is looked at and nothing is under way. */
    void requireSettled() {
        if (isTrue("select exists (select 1 from load where state = 'loading')")) {
            throw Failure.command("A load is under way or was broken off." + UNCHANGED + "Load its file again first: ./run.sh load FILE");
        }
        if (isTrue("select exists (select 1 from load l where l.state = 'loaded' and l.load_id not in (select load_id from timeline_load))")) {
            throw Failure.command("The timeline lacks what was loaded last." + UNCHANGED + "Build it first: ./run.sh timeline");
        }
        if (!isTrue("""
                select exists (select 1 from reconcile_memory)
                  and exists (
                    select 1
                    from reconcile_mark
                    where name = 'checks' and load_id >= (select max(load_id) from load))""")) {
            throw Failure.command("No reconciliation has looked at everything that is in the ledger." + UNCHANGED + "Reconcile first: ./run.sh reconcile");
        }
    }

    /** The months that end are closed: {@link Boundaries} have been found. */
    void requireClosed() {
        Optional<String> open = database.sql("""
                        select format('%s has %s open discrepancies of severity error before %s, beginning with D-%s (%s)', a.account_id, count(*),
                          to_char(e.before_at at time zone a.time_zone, 'YYYY-MM-DD'), min(d.discrepancy_id),
                          (array_agg(d.check_name order by d.discrepancy_id))[1])
                        from ending e
                        join discrepancy d on d.account_key = e.account_key and d.occurred_at < e.before_at
                        join account a on a.account_key = e.account_key
                        where d.severity = 'error'
                          and d.state not in ('accepted', 'resolved')
                        group by a.account_id, e.before_at, a.time_zone
                        order by a.account_id
                        limit 1""").query(String.class).optional();
        if (open.isPresent()) {
            throw Failure.input(open.get() + "." + UNCHANGED + "Accept or resolve them first: ./run.sh discrepancies list");
        }
        Optional<String> without = database.sql("""
                        select to_char(e.occurred_at at time zone a.time_zone, 'YYYY-MM') || ' ' || a.account_id
                        from leaving_entry e
                        join account a using (account_key)
                        where not exists (
                          select 1
                          from statement s
                          where s.account_key = e.account_key
                            and s.replaced_by is null
                            and e.occurred_at >= s.starts_at
                            and e.occurred_at < s.ends_at)
                        order by e.occurred_at, a.account_id
                        limit 1""").query(String.class).optional();
        without.ifPresent(month -> {
            String[] words = month.split(" ", 2);
            throw Failure.command("%s of account %s has entries and no statement in force.".formatted(words[0], words[1]) + UNCHANGED
                    + "Close the month first: ./run.sh close --month " + words[0] + " (or statements --month " + words[0] + ")");
        });
    }

    /** The ledger is what was booked. */
    static void requireSealed(LedgerProof seals) {
        Proof proof = seals.prove(null);
        if (!proof.holds()) {
            throw Failure.input("The ledger is not what was booked: %s.".formatted(proof.findings().get(0).words()) + UNCHANGED
                    + "See all of it: ./run.sh verify --ledger");
        }
    }

    private boolean isTrue(String sql) {
        return database.sql(sql).query(Boolean.class).single();
    }
}
