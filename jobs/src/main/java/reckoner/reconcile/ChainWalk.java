package reckoner.reconcile;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.Chain;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.OrderWindow;

/** Streams accounts through their chains and writes what it finds to {@code chain_finding}. */
final class ChainWalk {

    private static final int FETCH = 10_000;
    private static final int BATCH = 1_000;

    private final Causes causes;
    private final Sources sources;
    private final ReconcileRequest request;
    private final PreparedStatement insert;
    private final long run;
    private final Map<Long, Integer> loadOfEntry = new HashMap<>();
    private final List<Checkpoint> proven = new ArrayList<>();
    private long balanceMicros;
    private Tail tail = new Tail();
    private int found;
    private boolean windowed;
    private int pending;
    private long accounts;
    private long entries;
    private BigInteger amounts = BigInteger.ZERO;
    private Instant coveredFrom = Instant.MIN;
    private Instant coveredTo = Instant.MAX;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private ChainWalk(Connection connection, Causes causes, Sources sources, ReconcileRequest request, long run) throws SQLException {
        this.causes = causes;
        this.sources = sources;
        this.request = request;
        this.run = run;
        this.insert = connection.prepareStatement("""
                insert into chain_finding (run_id, account_key, entry_id, kind, expected_micros, actual_micros, cause, explanation,
                  usage_id, payment_id, occurred_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    /** What was looked at; findings are in the table. */
    record Coverage(long accounts, long entries, BigInteger amountMicros, @Nullable Instant from, @Nullable Instant to) {}

    /** Walk what is asked for, on a connection with an open transaction, so that the cursor streams. */
    static Coverage walk(Connection connection, Causes causes, Sources sources, ReconcileRequest request, long run)
            throws SQLException {
        ChainWalk walk = new ChainWalk(connection, causes, sources, request, run);
        try (PreparedStatement query = connection.prepareStatement(SELECT.formatted(ASKED))) {
            query.setArray(1, connection.createArrayOf("text", request.accounts().toArray()));
            query.setString(2, request.event());
            walk.accounts(query);
        }
        return new Coverage(walk.accounts, walk.entries, walk.amounts, walk.first, walk.last);
    }

    /** Walk these accounts from their first entry; returns how far each is proven then. */
    static List<Checkpoint> walk(Connection connection, Causes causes, Sources sources, Collection<Integer> accounts, long run)
            throws SQLException {
        ChainWalk walk = new ChainWalk(connection, causes, sources, ReconcileRequest.everything(), run);
        try (PreparedStatement query = connection.prepareStatement(SELECT.formatted("where e.account_key = any(?)"))) {
            query.setArray(1, connection.createArrayOf("int4", accounts.toArray()));
            walk.accounts(query);
        }
        return walk.proven;
    }

    private void accounts(PreparedStatement query) throws SQLException {
        query.setFetchSize(FETCH);
        try (ResultSet rows = query.executeQuery()) {
            accounts(rows);
        }
        flush();
        insert.close();
    }

    private void accounts(ResultSet rows) throws SQLException {
        int account = -1;
        Chain chain = null;
        AccountWalk walk = null;
        Stretch stretch = null;
        OptionalLong opening = OptionalLong.empty();
        while (rows.next()) {
            if (rows.getInt("account_key") != account) {
                finish(chain, walk, stretch, opening);
                account = rows.getInt("account_key");
                accounts++;
                found = 0;
                tail = new Tail();
                loadOfEntry.clear();
                opening = opening(rows);
                stretch = new Stretch(account);
                AccountWalk ofAccount = new AccountWalk(causes, sources, this::loadOf, this::keep);
                walk = ofAccount;
                OrderWindow window = sources.window(rows.getInt("load_id"));
                windowed = !window.equals(OrderWindow.INSTANT);
                ZoneId zone = ZoneId.of(rows.getString("time_zone"));
                coveredFrom = request.start(zone);
                coveredTo = request.end(zone);
                chain = new Chain(opening, window, zone, link -> {
                    ofAccount.accept(link);
                    balanceMicros = link.balanceMicros();
                    tail.add(link.entry().occurredAt());
                });
            }
            LedgerEntry entry = entry(rows);
            count(entry);
            Objects.requireNonNull(chain).add(entry);
            Objects.requireNonNull(stretch).add(entry.entryId(), Checkpoint.micros(entry.occurredAt()),
                    orElse(entry.sequence(), Stretch.NO_SEQUENCE), orElse(entry.balanceMicros(), Stretch.NO_BALANCE), entry.effectMicros(), entry.amountMicros(), entry.toleranceMicros());
        }
        finish(chain, walk, stretch, opening);
    }

    private void finish(@Nullable Chain chain, @Nullable AccountWalk walk, @Nullable Stretch stretch, OptionalLong opening) {
        if (chain != null && walk != null && stretch != null) {
            chain.finish();
            walk.finish();
            proven.add(stretch.checkpoint(null, opening.isPresent() ? (Long) opening.getAsLong() : null)
                    .endingWith(balanceMicros, found, tail.isSettled(windowed)));
        }
    }

    private static long orElse(@Nullable Long value, long absent) {
        return value == null ? absent : value;
    }

    private int loadOf(Link link) {
        return loadOfEntry.getOrDefault(link.entry().entryId(), 0);
    }

    private void count(LedgerEntry entry) {
        if (!covers(entry.occurredAt())) {
            return;
        }
        entries++;
        amounts = amounts.add(BigInteger.valueOf(entry.amountMicros()));
        first = first == null || entry.occurredAt().isBefore(first) ? entry.occurredAt() : first;
        last = last == null || entry.occurredAt().isAfter(last) ? entry.occurredAt() : last;
    }

    private boolean covers(Instant at) {
        return !at.isBefore(coveredFrom) && at.isBefore(coveredTo);
    }

    private LedgerEntry entry(ResultSet row) throws SQLException {
        long id = row.getLong("entry_id");
        int load = row.getInt("load_id");
        if (sources.ownToleranceMicros(load) != 0) {
            loadOfEntry.put(id, load);
        }
        return EntryRow.read(row, sources.toleranceMicros(load));
    }

    private static OptionalLong opening(ResultSet row) throws SQLException {
        long opening = row.getLong("opening_balance_micros");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(opening);
    }

    private void keep(Finding finding) {
        try {
            insert.setLong(1, run);
            insert.setInt(2, finding.entry().accountKey());
            insert.setLong(3, finding.entry().entryId());
            insert.setString(4, finding.check());
            insert.setLong(5, finding.expectedMicros());
            insert.setLong(6, finding.actualMicros());
            insert.setString(7, finding.cause());
            insert.setString(8, finding.explanation());
            insert.setObject(9, finding.usageId(), Types.VARCHAR);
            insert.setObject(10, finding.paymentId(), Types.VARCHAR);
            insert.setObject(11, Evidence.utc(finding.entry().occurredAt()));
            insert.addBatch();
            found++;
            tail.found(finding.entry().occurredAt());
            if (++pending % BATCH == 0) {
                flush();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flush() throws SQLException {
        insert.executeBatch();
    }

    private static final String SELECT = """
            select e.account_key, e.entry_id, e.transaction_id, e.occurred_at, e.sequence, e.event_key, e.service_key, e.type,
              e.status, e.quantity_micros, e.amount_micros, e.balance_micros, e.load_id, a.opening_balance_micros, a.time_zone
            from ledger_entry e
            join account a using (account_key)
            %s
              and not exists (
                select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
            order by e.account_key, e.occurred_at, e.sequence nulls last, e.entry_id""";

    private static final String ASKED = """
            cross join (select ?::text[] as accounts, ?::text as event) asked
            where (cardinality(asked.accounts) = 0 or a.account_id = any(asked.accounts))
              and (asked.event is null or a.account_key in (
                select x.account_key
                from ledger_entry x
                join event v using (event_key)
                where v.event_id = asked.event))""";
}
