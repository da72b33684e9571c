package reckoner.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;

/** Second step: what was staged becomes part of the books, with all its counts, in one transaction. */
final class Booking implements Tasklet {

    private final JdbcClient database;
    private final TransactionTemplate undoable;
    private final Register register;
    private final LedgerBook book;
    private final LedgerPartitions partitions;
    private final Mappings mappings;

    Booking(JdbcClient database, PlatformTransactionManager transactions, Register register, Mappings mappings, LoadSettings settings) {
        this.database = database;
        this.undoable = new TransactionTemplate(transactions);
        this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.register = register;
        this.book = new LedgerBook(database, register);
        this.partitions = new LedgerPartitions(database, settings.partitionRows());
        this.mappings = mappings;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Delivery delivery = Delivery.of(contribution.getStepExecution().getJobParameters());
        Integer load = register.underWay(delivery).orElse(null);
        if (load == null) {
            return RepeatStatus.FINISHED;
        }
        LedgerBook.lock(database);
        database.sql("set local work_mem = '256MB'").update();
        Mapping mapping = mappings.named(delivery.mapping());
        StagingTable table = new StagingTable(mapping.feed(), load);
        Register.Counts read = register.read(load);
        long staged = table.exists(database) ? table.count(database) : 0;
        if (staged != read.rows() - read.rejected()) {
            throw Failure.environment("Of the %d rows that were staged for load %d, %d are left; the database server was probably restarted. Nothing was booked. Run the same command again."
                    .formatted(read.rows() - read.rejected(), load, staged));
        }
        List<Rejection> currencies = mapping.currency() == null ? List.of()
                : Script.named("currencies", table).rejections(database, Map.of("load", load));
        if (!currencies.isEmpty()) {
            register.breakOff(load);
        }
        List<Rejection> conflicts = !currencies.isEmpty() ? currencies
                : undoable.execute(status -> book(load, delivery, mapping, table, staged, read, status));
        if (conflicts != null && !conflicts.isEmpty()) {
            refuse(load, read, conflicts);
        }
        table.drop(database);
        return RepeatStatus.FINISHED;
    }

    /** Book all or nothing; returns the lines because of which nothing was booked. */
    private List<Rejection> book(int load, Delivery delivery, Mapping mapping, StagingTable table, long staged,
            Register.Counts read, TransactionStatus status) {
        Feed feed = mapping.feed();
        LedgerPartitions.Place place = feed == Feed.LEDGER ? partitions.forInsert() : null;
        Map<String, Object> values = values(load, mapping, table, place);
        withhold(load, feed, table, values);
        List<Rejection> archived = archived(feed, table, values);
        long rejected = read.rejected() + archived.size();
        if (rejected > delivery.allowedRejects() && !archived.isEmpty()) {
            status.setRollbackOnly();
            return archived;
        }
        staged -= leaveOut(load, table, archived);
        createUnknown(feed, table, values);
        long written = Script.named(feed.title(), table).run(database, values);
        Script repeated = Script.named(feed.title() + "_repeated", table);
        if (feed == Feed.LEDGER) {
            repeated.run(database, values);
        } else if (written < staged) {
            List<Rejection> conflicts = repeated.rejections(database, values);
            rejected += conflicts.size();
            if (rejected > delivery.allowedRejects() && !conflicts.isEmpty()) {
                status.setRollbackOnly();
                return conflicts;
            }
            register.reject(load, conflicts);
        }
        if (place != null) {
            book.finish(load, read.rows(), rejected, place, (Long) values.get("first_entry"), (Long) values.get("last_entry"), written);
        } else {
            finish(load, feed, read.rows(), rejected, written);
        }
        return List.of();
    }

    /** @param place of the entries; null where the feed brings none */
    private Map<String, Object> values(int load, Mapping mapping, StagingTable table, LedgerPartitions.@Nullable Place place) {
        Map<String, Object> values = new HashMap<>();
        values.put("load", load);
        values.put("zone", mapping.accountZone());
        values.put("currency", mapping.accountCurrency());
        if (place != null) {
            long lastLine = database.sql("select coalesce(max(line_no), 0) from " + table.name()).query(Long.class).single();
            long block = book.firstNumber(place);
            values.put("block", block);
            values.put("first_entry", block);
            values.put("last_entry", block + lastLine);
            values.put("last_line", lastLine);
            values.put("newest_first", mapping.newestFirst());
        }
        return values;
    }

    /** Lines that occurred in an archived part of the ledger, or have an id that is there: nothing here can be compared with them. */
    private List<Rejection> archived(Feed feed, StagingTable table, Map<String, Object> values) {
        String script = feed.title() + "_archived";
        return Script.exists(script) && database.sql("select exists (select 1 from archived_account)").query(Boolean.class).single()
                ? Script.named(script, table).rejections(database, values)
                : List.of();
    }

    private long leaveOut(int load, StagingTable table, List<Rejection> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        register.reject(load, lines);
        return database.sql("delete from " + table.name() + " where line_no = any (:lines)")
                .param("lines", lines.stream().map(Rejection::line).toArray(Long[]::new)).update();
    }

    /** Names of people who were erased do not come back. */
    private void withhold(int load, Feed feed, StagingTable table, Map<String, Object> values) {
        String script = feed.title() + "_withheld";
        if (Script.exists(script)) {
            register.withheld(load, Script.named(script, table).run(database, values));
        }
    }

    private void createUnknown(Feed feed, StagingTable table, Map<String, Object> values) {
        if (feed != Feed.ACCOUNTS && feed.indexOf("account_id") >= 0) {
            create("account", table, values);
        }
        if (feed != Feed.EVENTS && feed.indexOf("event_id") >= 0) {
            create("event", table, values);
        }
        if (feed.indexOf("service") >= 0) {
            create("service", table, values);
        }
    }

    /** With fresh figures for the planner: to it a table that was just filled is empty, and it would join row by row. */
    private void create(String what, StagingTable table, Map<String, Object> values) {
        if (Script.named("unknown_" + what + "s", table).run(database, values) > 0) {
            database.sql("analyze " + what).update();
        }
    }

    /** Counts come from the tables where a row knows its load, else from what the database said that it wrote. */
    private void finish(int load, Feed feed, long rows, long rejected, long written) {
        Register.Counts counts = switch (feed) {
            case PAYMENTS -> counted(load, rows, rejected, "select count(*), coalesce(sum(credits_micros), 0) from payment where load_id = :load");
            case USAGE -> counted(load, rows, rejected, "select count(*), 0 from usage_record where load_id = :load");
            case LEDGER, ACCOUNTS, PLANS, EVENTS, PRICES -> new Register.Counts(rows, written, rejected, rows - rejected - written, "0");
        };
        register.finish(load, "loaded", counts);
    }

    private Register.Counts counted(int load, long rows, long rejected, String sql) {
        return database.sql(sql).param("load", load)
                .query((row, number) -> new Register.Counts(
                        rows, row.getLong(1), rejected, rows - rejected - row.getLong(1), row.getString(2)))
                .single();
    }

    private void refuse(int load, Register.Counts read, List<Rejection> conflicts) {
        register.reject(load, conflicts.subList(0, Math.min(conflicts.size(), 1_000)));
        register.finish(load, "refused", new Register.Counts(read.rows(), 0, read.rejected() + conflicts.size(), 0, "0"));
    }
}
