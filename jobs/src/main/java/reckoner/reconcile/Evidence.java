package reckoner.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Money;

/** Looks up what speaks for a cause: another feed's record of the missing amount, the price that was due, a twin entry. */
final class Evidence {

    private final JdbcClient database;

    Evidence(JdbcClient database) {
        this.database = database;
    }

    /** A record of another feed. */
    record Witness(String id, Instant at, String what) {}

    /** Amount that the price list asks for this entry, micro-credits; empty without a price. */
    OptionalLong amountDueMicros(LedgerEntry entry) {
        return unitPriceMicros(entry.accountKey(), entry.serviceKey(), entry.occurredAt())
                .map(price -> OptionalLong.of(Money.charge(price, entry.quantityMicros())))
                .orElse(OptionalLong.empty());
    }

    /** An earlier entry that says the same under another id, with the same balance. */
    Optional<String> twinOf(LedgerEntry entry) {
        return database.sql("""
                        select transaction_id
                        from ledger_entry
                        where account_key = :account
                          and occurred_at = :at
                          and entry_id < :entry
                          and service_key = :service
                          and event_key is not distinct from :event
                          and type = :type
                          and status = :status
                          and amount_micros = :amount
                          and balance_micros = :balance
                        order by entry_id
                        limit 1""")
                .param("account", entry.accountKey())
                .param("at", utc(entry.occurredAt()))
                .param("entry", entry.entryId())
                .param("service", entry.serviceKey())
                .param("event", entry.eventKey() == 0 ? null : entry.eventKey(), java.sql.Types.INTEGER)
                .param("type", entry.type().code())
                .param("status", entry.status().code())
                .param("amount", entry.amountMicros())
                .param("balance", entry.balanceMicros())
                .query(String.class)
                .optional();
    }

    /**
     * A successful usage record that no entry bills, whose price is the amount. The nearest to the gap's end wins.
     *
     * @param lag how long after a record its entry may follow: the job may have begun before the gap did, and at another price
     */
    Optional<Witness> unbilledUsage(int account, Instant from, Instant to, Duration lag, long amountMicros) {
        return database.sql("""
                        select u.usage_id, u.occurred_at, s.name, u.quantity_micros, u.service_key
                        from usage_record u
                        join service s using (service_key)
                        where u.account_key = :account
                          and u.occurred_at between :begun and :to
                          -- one from before the gap that names no entry may well be that of an entry from before the gap
                          and (u.occurred_at >= :from or u.transaction_id is not null)
                          and u.status = 1
                          and not exists (
                            select 1
                            from ledger_entry e
                            where e.account_key = u.account_key and e.transaction_id = u.transaction_id)
                        order by u.occurred_at desc, u.usage_id""")
                .param("account", account)
                .param("begun", utc(from.minus(lag)))
                .param("from", utc(from))
                .param("to", utc(to))
                .query((row, n) -> {
                    Instant at = row.getTimestamp("occurred_at").toInstant();
                    short service = row.getShort("service_key");
                    long quantity = row.getLong("quantity_micros");
                    return isDue(amountMicros, account, service, at, quantity) || isDue(amountMicros, account, service, earlier(at.plus(lag), to), quantity)
                            ? Optional.of(new Witness(row.getString("usage_id"), at, row.getString("name")))
                            : Optional.<Witness>empty();
                })
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A successful payment that no entry credits, for that many credits. */
    Optional<Witness> uncreditedPayment(int account, Instant from, Instant to, long creditsMicros) {
        return database.sql("""
                        select p.payment_id, p.paid_at
                        from payment p
                        where p.account_key = :account
                          and p.paid_at between :from and :to
                          and p.status = 'Success'
                          and p.credits_micros = :credits
                          and not exists (
                            select 1
                            from ledger_entry e
                            where e.account_key = p.account_key and e.transaction_id = p.reference)
                        order by p.paid_at desc, p.payment_id
                        limit 1""")
                .param("account", account)
                .param("from", utc(from))
                .param("to", utc(to))
                .param("credits", creditsMicros)
                .query((row, n) -> new Witness(row.getString(1), row.getTimestamp(2).toInstant(), "payment"))
                .optional();
    }

    /** Credits of the successful payment that names this entry, micro-credits. */
    OptionalLong paidCreditsMicros(LedgerEntry entry) {
        return database.sql("""
                        select credits_micros
                        from payment
                        where account_key = :account and reference = :transaction and status = 'Success'
                        order by payment_id
                        limit 1""")
                .param("account", entry.accountKey())
                .param("transaction", entry.transactionId())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private Optional<Long> unitPriceMicros(int account, short service, Instant at) {
        return database.sql("""
                        select p.unit_price_micros
                        from price p
                        where p.service_key = :service
                          and p.effective_from <= :at
                          and (p.effective_to is null or p.effective_to > :at)
                          and p.plan in ('', (
                            select c.plan
                            from plan_change c
                            where c.account_key = :account and c.effective_from <= :at
                            order by c.effective_from desc
                            limit 1))
                        order by p.plan = '', p.effective_from desc
                        limit 1""")
                .param("service", service)
                .param("at", utc(at))
                .param("account", account)
                .query(Long.class)
                .optional();
    }

    private boolean isDue(long amountMicros, int account, short service, Instant at, long quantityMicros) {
        return unitPriceMicros(account, service, at).filter(price -> Money.charge(price, quantityMicros) == amountMicros).isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
