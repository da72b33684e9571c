package reckoner.archive;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out where each account's part ends: in the temporary table {@code ending}, over which lie the views {@code leaving_…}. */
final class Boundaries {

    private final JdbcClient database;

    /** @param database with an open transaction, with which the tables end */
    Boundaries(JdbcClient database) {
        this.database = database;
    }

    /**
     * Find it anew.
     *
     * @param spanning checks whose findings stand for several rows
     */
    void find(YearMonth month, Collection<String> spanning) {
        drop();
        Script.run(database, "ending", Map.of("first_day", month.atDay(1).toString(), "spanning", spanning.isEmpty() ? List.of("") : List.copyOf(spanning)));
        lay();
    }

    /** As it was found for an archive. */
    void of(int archive) {
        drop();
        database.sql("create temporary table ending (account_key integer primary key, before_at timestamptz not null) on commit drop").update();
        database.sql("insert into ending (account_key, before_at) select account_key, before_at from archive_account where archive_id = :archive")
                .param("archive", archive).update();
        lay();
    }

    private void lay() {
        database.sql("analyze ending").update();
        Script.run(database, "leaving", Map.of());
    }

    private void drop() {
        for (String table : List.of("asked", "beginning", "crossing", "ending")) {
            database.sql("drop table if exists pg_temp." + table + " cascade").update();
        }
    }

    /** Accounts of which more was asked for than can go, with what they keep from. */
    List<Archives.Held> held() {
        return database.sql("""
                        select a.account_id as account, to_char(coalesce(d.before_at, q.since, b.at) at time zone a.time_zone, 'YYYY-MM') as from_month
                        from beginning b
                        join account a using (account_key)
                        left join asked q using (account_key)
                        left join ending d using (account_key)
                        where b.at < coalesce(q.before_at, '-infinity') and (d.before_at is null or d.before_at < q.before_at)
                          or q.account_key is null
                        order by a.account_id""").query(Archives.Held.class).list();
    }

    /** What would go. */
    Archives.Counts counts() {
        return database.sql("""
                        select
                          (select count(*) from ending) as accounts,
                          (select count(*) from leaving_entry) as entries,
                          (select count(*) from leaving_usage) as usage_records,
                          (select count(*) from leaving_payment) as payments""").query(Archives.Counts.class).single();
    }
}
