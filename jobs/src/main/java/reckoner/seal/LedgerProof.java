package reckoner.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/**
 * Proves that the ledger is what was booked: reads it once in the order of the chain and makes every seal again. Sees what the
 * database holds at one instant, changes nothing.
 */
@Component
public class LedgerProof {

    private static final int FEWEST_DIGITS = 16;

    private final DataSource source;

    /** On the ledger of this database. */
    public LedgerProof(DataSource source) {
        this.source = source;
    }

    /**
     * Prove everything.
     *
     * @param outsideHead a head that was kept elsewhere, or its first 16 or more digits; null: none is at hand
     */
    public Proof prove(@Nullable String outsideHead) {
        String head = outsideHead == null ? null : digits(outsideHead);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return new Reading(connection, head).proof();
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Failure.environment("Cannot read the ledger: " + e.getMessage() + ". Nothing was changed. Run the same command again.", e);
        }
    }

    private static String digits(String head) {
        String digits = head.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + FEWEST_DIGITS + ",64}")) {
            throw Failure.command("'%s' is no head: give its 64 hexadecimal digits, or the first %d or more. Nothing was changed."
                    .formatted(head, FEWEST_DIGITS));
        }
        return digits;
    }

    /** One pass over one snapshot. */
    private static final class Reading {

        private final JdbcClient database;
        private final EntryStream entries;
        private final @Nullable String outside;
        private final List<Finding> findings = new ArrayList<>();
        private long read;
        private long broken;

        Reading(Connection connection, @Nullable String outside) {
            this.database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            this.entries = new EntryStream(connection);
            this.outside = outside;
        }

        Proof proof() throws SQLException {
            List<SealedLoad> loads = SealedLoad.all(database);
            Map<Integer, Long> counts = counts();
            Map<Integer, List<ArchivedStretch>> gone = ArchivedStretch.byLoad(database);
            byte[] head = SealedLoad.BEFORE_ALL;
            byte[] seal = new byte[EntryContent.SEAL];
            int number = 0;
            for (SealedLoad load : loads) {
                number = missingLoads(number, load);
                if (!load.isProven(head)) {
                    findings.add(Finding.ofLoad(Finding.Kind.LOAD, load, "what is kept of it (file, hash, counts, sum, seals) was changed,"
                            + " or the seal of a load before it was"));
                }
                List<ArchivedStretch> archived = gone.getOrDefault(load.loadId(), List.of());
                ChainProof chain = new ChainProof(load, seal, counts.getOrDefault(load.loadId(), 0L), archived);
                entries.read(load.firstEntry(), load.lastEntry(), chain::take);
                findings.addAll(chain.findings());
                read += chain.entries();
                broken += chain.brokenLinks();
                head = load.head();
                seal = load.lastSeal();
            }
            strays(counts.values().stream().mapToLong(Long::longValue).sum());
            unsealed();
            superseded();
            words();
            statements(loads);
            String answer = outside == null ? null : outside(loads, outside);
            SealedLoad last = loads.isEmpty() ? null : loads.get(loads.size() - 1);
            return new Proof(read, broken, loads.size(),
                    findings.stream().map(Finding::load).filter(Objects::nonNull).distinct().count(), findings,
                    last == null ? null : last.hex(), last == null ? null : last.loadId(), answer,
                    gone.values().stream().flatMap(List::stream).mapToLong(ArchivedStretch::entries).sum(), gone.size());
        }

        private Map<Integer, Long> counts() {
            Map<Integer, Long> counts = new HashMap<>();
            database.sql("select load_id, count(*) as entries from ledger_entry group by load_id").query((row, n) ->
                    counts.put(row.getInt(1), row.getLong(2))).list();
            return counts;
        }

        private int missingLoads(int number, SealedLoad load) {
            if (load.sealNo() != number + 1) {
                findings.add(Finding.of(Finding.Kind.LOAD, "%d sealed load%s before %s: the seal numbers go from %d to %d"
                        .formatted(load.sealNo() - number - 1, load.sealNo() - number == 2 ? " is gone" : "s are gone", load.title(),
                                number, load.sealNo())));
            }
            return load.sealNo();
        }

        private void strays(long all) {
            if (all == read) {
                return;
            }
            database.sql(EntryStream.resource("strays")).query((row, n) -> new Finding(Finding.Kind.INSERTED, row.getInt("load_id"),
                            row.getLong("first_entry"), row.getString("account"), row.getString("transaction"), row.getInt("line_no"),
                            "load %d (%s) line %d, account %s, transaction %s: %s outside of the entries that were sealed".formatted(
                                    row.getInt("load_id"), row.getString("file_name"), row.getInt("line_no"), row.getString("account"),
                                    row.getString("transaction"), row.getLong("entries") == 1 ? "stands"
                                            : "it and %,d more stand".formatted(row.getLong("entries") - 1))))
                    .list().forEach(findings::add);
        }

        private void unsealed() {
            database.sql("""
                            select load_id, file_name, accepted_count
                            from load
                            where feed = 'ledger'
                              and state = 'loaded'
                              and accepted_count > 0
                              and load_id not in (select load_id from load_seal)
                            order by load_id""")
                    .query((row, n) -> new Finding(Finding.Kind.NOT_SEALED, row.getInt(1), null, null, null, null,
                            "load %d (%s): it has no seal; it says that it booked %,d entries"
                                    .formatted(row.getInt(1), row.getString(2), row.getLong(3))))
                    .list().forEach(findings::add);
        }

        private void superseded() {
            database.sql(EntryStream.resource("superseded")).query((row, n) -> new Finding(Finding.Kind.VERSION, (Integer) row.getObject("load_id"),
                            null, row.getString("account"), row.getString("transaction"), (Integer) row.getObject("line_no"),
                            "load %s (%s) line %s, account %s, transaction %s: %s".formatted(row.getObject("load_id"), row.getString("file_name"),
                                    row.getObject("line_no"), row.getString("account"), row.getString("transaction"), row.getString("what"))))
                    .list().forEach(findings::add);
        }

        /** The codes of types and states are sealed; that their words and directions are ours is looked up here. */
        private void words() {
            for (EntryType type : EntryType.values()) {
                word("select name || ' ' || sign from entry_type where type = " + type.code(), type.title() + " " + type.effect(1));
            }
            for (EntryStatus status : EntryStatus.values()) {
                word("select name from entry_status where status = " + status.code(), status.title());
            }
        }

        private void word(String sql, String ours) {
            String there = database.sql(sql).query(String.class).optional().orElse("nothing");
            if (!there.equals(ours)) {
                findings.add(Finding.of(Finding.Kind.WORDS, "what the database calls '%s' is '%s'; every such entry reads as something else"
                        .formatted(there, ours)));
            }
        }

        /** Our own register of issued statements is an inside copy: it is no proof, but whoever forgot it is caught. */
        private void statements(List<SealedLoad> loads) {
            Map<String, SealedLoad> known = new HashMap<>();
            loads.forEach(load -> known.put(load.hex(), load));
            database.sql("""
                            select number, model->'ledgerHead'->>'head' as head
                            from statement
                            where model->'ledgerHead'->>'head' is not null
                            order by statement_id""")
                    .query((row, n) -> known.containsKey(row.getString(2)) ? null : Finding.of(Finding.Kind.REWRITTEN,
                            "statement %s was issued with head %s, which is not in the ledger: its history was made again since"
                                    .formatted(row.getString(1), row.getString(2))))
                    .list().stream().filter(Objects::nonNull).limit(1).forEach(findings::add);
        }

        private String outside(List<SealedLoad> loads, String head) {
            Function<SealedLoad, String> words = load -> "Head %s is that of %s; %s since.".formatted(head, load.title(),
                    load.sealNo() == loads.size() ? "nothing was loaded" : loads.size() - load.sealNo() + " more loads were sealed");
            return loads.stream().filter(load -> load.hex().startsWith(head)).findFirst().map(words).orElseGet(() -> {
                findings.add(Finding.of(Finding.Kind.REWRITTEN, "head " + head + " is not in this ledger: its history was made again,"
                        + " loads were taken away at its end, or the head is of another ledger"));
                return "Head " + head + " is not in this ledger.";
            });
        }
    }
}
