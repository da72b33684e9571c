package reckoner.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.cluster.ClusterSettings;
import reckoner.cluster.Part;
import reckoner.cluster.Partitions;

/**
 * Makes the buckets of many accounts ready, by threads of this process and by workers, under a build that nobody sees before
 * {@link TimelineBuild} puts it in force. A part is a range of accounts and one transaction. Entries that are booked meanwhile may
 * be in a part or not: their days are built again when it is put in force.
 */
@Component
class TimelineParts {

    /** Name of the step that does a part. */
    static final String BUILD = "buildAccounts";
    /** Accounts differ in length, so parts are smaller than those of a reconciliation: whoever is done early takes another. */
    private static final int OF_A_PART = 4;
    private static final int MOST_PARTS = 256;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final TimelineBuild build;
    private final ClusterSettings cluster;

    TimelineParts(JdbcClient database, PlatformTransactionManager transactions, TimelineBuild build, ClusterSettings cluster) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.build = build;
        this.cluster = cluster;
    }

    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean(BUILD)
        Step buildAccounts(Partitions partitions, TimelineParts parts) {
            return partitions.part(BUILD, (part, step) -> parts.make(part));
        }
    }

    /** The parts of a build; none where it is made in one go. What an earlier one left half made is gone. */
    List<Part> cut(boolean full, Instant at) {
        return transaction.execute(status -> {
            giveUp(Long.MIN_VALUE, Long.MAX_VALUE);
            database.sql("delete from timeline_plan_load").update();
            database.sql("delete from timeline_plan").update();
            long entries = entries(full);
            return entries < 2 * cluster.partEntries() ? List.of() : ranges(planned(full), entries, at);
        });
    }

    /** Entries that there are, or that are not in the buckets yet. */
    private long entries(boolean full) {
        return database.sql("""
                        select coalesce(sum(s.entries), 0)
                        from load_seal s
                        where :full or not exists (select 1 from timeline_load b where b.load_id = s.load_id)""")
                .param("full", full).query(Long.class).single();
    }

    /** Keys of the accounts that are built as a whole, in order. */
    private List<Integer> planned(boolean full) {
        build.sql("candidates").param("full", full).param("build", build.nextBuild()).update();
        database.sql("""
                insert into timeline_plan_load (load_id)
                select l.load_id
                from load l
                where l.state = 'loaded'
                  and not exists (select 1 from timeline_load b where b.load_id = l.load_id)""").update();
        database.sql("analyze timeline_plan").update();
        return database.sql("select account_key from timeline_plan order by account_key").query(Integer.class).list();
    }

    private List<Part> ranges(List<Integer> accounts, long entries, Instant at) {
        List<Part> parts = new ArrayList<>();
        long wanted = Math.min(MOST_PARTS, entries * OF_A_PART / cluster.partEntries());
        int size = (int) ((accounts.size() + wanted - 1) / wanted);
        for (int from = 0; from < accounts.size(); from += size) {
            parts.add(new Part(accounts.get(from), accounts.get(Math.min(from + size, accounts.size()) - 1), at));
        }
        return parts;
    }

    /** Whoever had the part before may have died after its commit. */
    void make(Part part) {
        giveUp(part.from(), part.to());
        build.buildPlanned(part.from(), part.to());
    }

    private void giveUp(long from, long to) {
        build.sql("give_up").param("from", from).param("to", to).update();
    }
}
