package reckoner.load;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;

/** The writing side of the tables {@code load} and {@code rejected_record}: which files came, and what became of them. */
final class Register {

    private static final String UNKNOWN = "unknown";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    Register(JdbcTemplate jdbc, Clock clock) {
        this.database = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.clock = clock;
    }

    /** The load of this file that is under way, new or left by an attempt that died; empty where the file is loaded. */
    Optional<Integer> begin(Delivery delivery, Mapping mapping) {
        if (isLoaded(delivery.sha256(), mapping.name())) {
            return Optional.empty();
        }
        Optional<Integer> left = underWay(delivery);
        if (left.isPresent()) {
            return left;
        }
        numberOn();
        return Optional.of(insert(delivery, mapping.feed().title(), mapping.name(), "loading", mapping));
    }

    /** A sequence jumps when its server crashes; statements print the number of a load, and have to be the same after a crash. */
    private void numberOn() {
        boolean jumped = database.sql("select last_value > coalesce((select max(load_id) from load), 0) from load_load_id_seq").query(Boolean.class).single();
        if (jumped) {
            // A refused file may be written down at this moment.
            database.sql("lock table load in share row exclusive mode").update();
            database.sql("select setval('load_load_id_seq', coalesce(max(load_id), 0) + 1, false) from load").query(Long.class).single();
        }
    }

    boolean isLoaded(String sha256, String mapping) {
        return database.sql("""
                        select exists (
                          select 1
                          from load
                          where mapping = :mapping
                            and state = 'loaded'
                            and (sha256 = :sha256 or load_id in (select load_id from rewritten_file where sha256 = :sha256)))""")
                .param("sha256", sha256).param("mapping", mapping)
                .query(Boolean.class).single();
    }

    Optional<Integer> underWay(Delivery delivery) {
        return database.sql("select load_id from load where sha256 = :sha256 and mapping = :mapping and state = 'loading'")
                .param("sha256", delivery.sha256()).param("mapping", delivery.mapping())
                .query(Integer.class).optional();
    }

    /** How often this file was refused already. */
    long refusals(String sha256, String mapping) {
        return database.sql("select count(*) from load where sha256 = :sha256 and mapping = :mapping and state = 'refused'")
                .param("sha256", sha256).param("mapping", mapping)
                .query(Long.class).single();
    }

    /** Keep a file that no mapping knows. */
    void refuseUnrecognised(Delivery delivery, Rejection reason) {
        int load = insert(delivery, UNKNOWN, delivery.mapping(), "refused", Mapping.of(Feed.LEDGER));
        Tally tally = new Tally(0);
        tally.refuse(reason);
        reject(load, tally.kept());
        staged(load, tally);
        finish(load, "refused", new Counts(0, 0, 1, 0, "0"));
    }

    private int insert(Delivery delivery, String feed, String mappingName, String state, Mapping mapping) {
        return database.sql("""
                        insert into load (feed, mapping, file_name, sha256, bytes, state, tolerance_micros, order_window, sequence_counts, started_at)
                        values (:feed, :mapping, :file, :sha256, :bytes, :state, :tolerance, :window, :counts, :now)
                        returning load_id
                        """)
                .param("feed", feed)
                .param("mapping", mappingName)
                .param("file", delivery.fileName())
                .param("sha256", delivery.sha256())
                .param("bytes", delivery.bytes())
                .param("state", state)
                .param("tolerance", mapping.toleranceMicros())
                .param("window", mapping.orderWindow())
                .param("counts", mapping.sequenceCounts())
                .param("now", Timestamp.from(clock.instant()))
                .query(Integer.class).single();
    }

    /** Replace the rejected records of this load. */
    private void rejectOnly(int load, List<Rejection> rejections) {
        database.sql("delete from rejected_record where load_id = :load").param("load", load).update();
        reject(load, rejections);
    }

    void reject(int load, List<Rejection> rejections) {
        batches.batchUpdate(
                "insert into rejected_record (load_id, line_no, column_name, value, reason, remedy) values (?, ?, ?, ?, ?, ?)",
                rejections, 500, (row, rejection) -> {
                    row.setInt(1, load);
                    row.setLong(2, rejection.line());
                    row.setString(3, rejection.column());
                    row.setString(4, rejection.value());
                    row.setString(5, rejection.reason());
                    row.setString(6, rejection.remedy());
                });
    }

    /** What the lines of a file became; the sum in micro-credits. What is wrong with the file as a whole is counted as rejected, too. */
    record Counts(long rows, long accepted, long rejected, long known, String amountMicros) {

        Counts {
            if (accepted + known > rows && rows > 0) {
                throw new IllegalArgumentException("more results than lines");
            }
        }
    }

    /** After reading: how the lines came out, and what the sender said. Replaces what an attempt that died has kept. */
    void keep(int load, Tally tally, @Nullable Manifest manifest) {
        rejectOnly(load, tally.kept());
        staged(load, tally);
        stated(load, manifest);
        given(load, tally.currencies());
    }

    /** For booking. */
    private void given(int load, Currencies currencies) {
        database.sql("delete from load_currency where load_id = :load").param("load", load).update();
        batches.batchUpdate("insert into load_currency (load_id, account_id, currency, line_no) values (?, ?, ?, ?)",
                List.copyOf(currencies.byAccount().entrySet()), 500, (row, given) -> {
                    row.setInt(1, load);
                    row.setString(2, given.getKey());
                    row.setString(3, given.getValue().currency());
                    row.setLong(4, given.getValue().line());
                });
    }

    private void staged(int load, Tally tally) {
        database.sql("update load set row_count = :rows, rejected_count = :rejected, skipped_count = :skipped, broken = :broken where load_id = :load")
                .param("rows", tally.rows()).param("rejected", tally.rejected()).param("skipped", tally.skipped())
                .param("broken", tally.isBroken()).param("load", load)
                .update();
    }

    /** No allowance mends what is wrong with the file: more than the lines that are named would have to go. */
    void breakOff(int load) {
        database.sql("update load set broken = true where load_id = :load").param("load", load).update();
    }

    /** Lines whose name was not taken, because its person is erased. */
    void withheld(int load, long lines) {
        database.sql("update load set withheld_count = :lines where load_id = :load").param("lines", lines).param("load", load).update();
    }

    /** For checks to come. */
    private void stated(int load, @Nullable Manifest manifest) {
        database.sql("delete from load_manifest_balance where load_id = :load").param("load", load).update();
        database.sql("delete from load_manifest where load_id = :load").param("load", load).update();
        if (manifest == null) {
            return;
        }
        database.sql("insert into load_manifest (load_id, row_count, amount_micros, sha256) values (:load, :rows, :amount, :sha256)")
                .param("load", load).param("rows", manifest.rows()).param("amount", manifest.sumMicros()).param("sha256", manifest.sha256())
                .update();
        batches.batchUpdate("insert into load_manifest_balance (load_id, account_id, balance_micros) values (?, ?, ?)",
                List.copyOf(manifest.closingMicros().entrySet()), 500, (row, balance) -> {
                    row.setInt(1, load);
                    row.setString(2, balance.getKey());
                    row.setLong(3, balance.getValue());
                });
    }

    /** Lines and rejected lines as they were counted when the file was read. */
    Counts read(int load) {
        return database.sql("select row_count, rejected_count from load where load_id = :load")
                .param("load", load)
                .query((row, number) -> new Counts(row.getLong(1), 0, row.getLong(2), 0, "0")).single();
    }

    void finish(int load, String state, Counts counts) {
        if (state.equals("loaded") && counts.accepted() + counts.rejected() + counts.known() != counts.rows()) {
            throw new Failure(Failure.Category.BUG,
                    "Load %d does not add up: %s. Nothing was booked. Keep the file and report this.".formatted(load, counts));
        }
        database.sql("""
                        update load
                        set state = :state, row_count = :rows, accepted_count = :accepted, rejected_count = :rejected,
                            known_count = :known, amount_micros = cast(:amount as numeric), finished_at = :now
                        where load_id = :load
                        """)
                .param("state", state)
                .param("rows", counts.rows())
                .param("accepted", counts.accepted())
                .param("rejected", counts.rejected())
                .param("known", counts.known())
                .param("amount", counts.amountMicros())
                .param("now", Timestamp.from(clock.instant()))
                .param("load", load)
                .update();
    }
}
