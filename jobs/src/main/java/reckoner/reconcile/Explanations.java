package reckoner.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Failure;
import reckoner.ledger.Chain;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Money;
import reckoner.reconcile.Reconciliations.Discrepancy;

/** Explains balances: walks an account's chain with the anchor, window and tolerance that a reconciliation uses. */
@Component
public class Explanations {

    private static final int FETCH = 10_000;

    private final JdbcClient database;
    private final Discrepancies discrepancies;

    Explanations(JdbcClient database, Discrepancies discrepancies) {
        this.database = database;
        this.discrepancies = discrepancies;
    }

    private record Account(int key, String id, String name, String currency, ZoneId zone, @Nullable Long openingMicros) {}

    /** The zone that an account's days are meant in; fails as {@code COMMAND} where there is no such account. */
    public ZoneId zone(String account) {
        return account(account).zone();
    }

    /**
     * Explain the balance of {@code id} after everything that happened up to and at {@code at}.
     *
     * @throws Failure {@code COMMAND} where there is no such account, or neither an opening balance nor an entry
     */
    @Transactional(readOnly = true)
    public Explanation explain(String id, Instant at) {
        Account account = account(id);
        Instant archived = archivedBefore(account);
        if (archived != null && at.isBefore(archived)) {
            throw Failure.command("What happened in account '%s' before %s is archived. Take the archive back first: ./run.sh archive --list, ./run.sh load FOLDER"
                    .formatted(account.id(), archived.atZone(account.zone()).toLocalDate()));
        }
        List<Discrepancy> findings = discrepancies.list(new Discrepancies.Filter(null, id, null, null)).stream()
                .filter(d -> d.occurredAt() == null || !d.occurredAt().isAfter(at))
                .toList();
        ExplanationSums sums = new ExplanationSums(at, account.openingMicros(),
                names("select event_key, event_id from event where event_key in (select event_key from ledger_entry where account_key = :key)", account),
                names("select service_key, name from service where :key = :key", account), findings);
        walk(account, sums);
        if (!sums.knowsOpening()) {
            throw Failure.command("Account '%s' has neither an opening balance nor an entry: its balance is not known. Load its ledger."
                    .formatted(id));
        }
        LedgerEntry last = sums.last();
        return new Explanation(account.id(), account.name(), account.currency(), account.zone(), at, Money.credits(sums.openingMicros()),
                account.openingMicros() != null, archived == null ? null : archived.atZone(account.zone()).toLocalDate(), sums.movements(), Money.credits(sums.balanceMicros()),
                last == null ? null : last.transactionId(), last == null ? null : last.occurredAt(), findings);
    }

    private @Nullable Instant archivedBefore(Account account) {
        return database.sql("select before_at from archived_account where account_key = :key").param("key", account.key())
                .query((row, n) -> row.getTimestamp(1).toInstant()).optional().orElse(null);
    }

    /** The whole account, for entries later than the instant may decide the order of those before it. */
    private void walk(Account account, ExplanationSums sums) {
        Sources sources = new Sources(database, ReconcileRequest.everything());
        database.sql("""
                        select e.account_key, e.entry_id, e.transaction_id, e.occurred_at, e.sequence, e.event_key, e.service_key, e.type,
                          e.status, e.quantity_micros, e.amount_micros, e.balance_micros, e.load_id
                        from ledger_entry e
                        where e.account_key = :account
                          and not exists (
                            select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
                        order by e.occurred_at, e.sequence nulls last, e.entry_id""")
                .withFetchSize(FETCH)
                .param("account", account.key())
                .query(rows -> {
                    walk(rows, account, sources, sums);
                    return true;
                });
    }

    private static void walk(ResultSet rows, Account account, Sources sources, ExplanationSums sums) throws SQLException {
        if (!rows.next()) {
            return;
        }
        OptionalLong opening = account.openingMicros() == null ? OptionalLong.empty() : OptionalLong.of(account.openingMicros());
        Chain chain = new Chain(opening, sources.window(rows.getInt("load_id")), account.zone(), sums);
        do {
            chain.add(EntryRow.read(rows, sources.toleranceMicros(rows.getInt("load_id"))));
        } while (rows.next());
        chain.finish();
    }

    private Account account(String id) {
        return database.sql("select account_key, account_id, name, currency, time_zone, opening_balance_micros from account where account_id = :id")
                .param("id", id)
                .query((row, n) -> new Account(row.getInt(1), row.getString(2), row.getString(3), row.getString(4),
                        ZoneId.of(row.getString(5)), (Long) row.getObject(6)))
                .optional()
                .orElseThrow(() -> Failure.command("There is no account '%s'. Type ./run.sh balance for the accounts there are.".formatted(id)));
    }

    private Map<Integer, String> names(String sql, Account account) {
        record Name(int key, String name) {}
        return database.sql(sql).param("key", account.key()).query((row, n) -> new Name(row.getInt(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Name::key, Name::name));
    }
}
