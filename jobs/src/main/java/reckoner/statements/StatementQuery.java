package reckoner.statements;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.ledger.Money;
import reckoner.statement.Bucket;
import reckoner.statement.Holder;
import reckoner.statement.LedgerHead;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

/** Builds an account's statement, still without a number, from the ledger; only the lines of the period are kept. */
@Component
class StatementQuery {

    private final JdbcClient database;
    private final AccountChain chain;
    private final Names names;
    private final Verdicts verdicts;

    StatementQuery(JdbcClient database, AccountChain chain, Names names, Verdicts verdicts) {
        this.database = database;
        this.chain = chain;
        this.names = names;
        this.verdicts = verdicts;
    }

    /** What the ledger says of a period: its lines, and the balances at its edges. */
    record Span(BigDecimal opening, BigDecimal closing, List<StatementLine> lines) {}

    /** The statement of a period; empty where the account's first entry is later. */
    Optional<Statement> statement(Account account, Period period, Instant now, @Nullable String previousNumber) {
        Verdicts.Known known = verdicts.of(account, period, now);
        return span(account, period, known.gapExplanations()).map(span -> new Statement(null, now, holder(account, period.to()), period,
                span.opening(), span.closing(), span.lines(), Bucket.byDay(period, span.lines()), known.verdict(), previousNumber, null, ledgerHead()));
    }

    /** As the ledger is now; empty where the account's first entry is later. */
    Optional<Span> span(Account account, Period period, Map<String, String> gapExplanations) {
        PeriodLinks links = new PeriodLinks(period);
        chain.walk(account, links);
        // Before the entries that are here there are archived ones.
        if (links.beginsLater() && account.archivedBefore() == null) {
            return Optional.empty();
        }
        long stated = account.openingMicros().orElse(0);
        long opening = links.openingMicros(stated);
        long closing = links.closingMicros(stated);
        Names.Known called = names.of(links.inside().stream().map(link -> link.entry().eventKey()).filter(key -> key != 0).toList());
        List<StatementLine> lines = new Lines(called, gapExplanations).chained(links.inside(), opening, closing);
        return Optional.of(new Span(Money.credits(opening), Money.credits(closing), lines));
    }

    /** What the holder of the statement can prove the ledger with later: verify --ledger --head. */
    private @Nullable LedgerHead ledgerHead() {
        return database.sql("select load_id as load, encode(head, 'hex') as head from load_seal order by seal_no desc limit 1")
                .query(LedgerHead.class)
                .optional()
                .orElse(null);
    }

    /** The account as it is now, on the plan that it had just before {@code at}. */
    Holder holder(Account account, Instant at) {
        String plan = database.sql("""
                        select plan
                        from plan_change
                        where account_key = :account
                          and effective_from < :at
                        order by effective_from desc
                        limit 1""")
                .param("account", account.key())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .orElse("not stated");
        return new Holder(account.id(), Objects.requireNonNullElse(account.name(), account.id()), account.zone(), account.currency(), plan);
    }
}
