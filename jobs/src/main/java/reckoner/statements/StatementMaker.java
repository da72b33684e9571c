package reckoner.statements;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.ledger.Money;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.table.Figures;

/** Decides what happens to one account's month; an account that cannot have a statement gets a reason and stops no other. */
@Component
class StatementMaker {

    private final AccountChain chain;
    private final StatementQuery query;
    private final Register register;
    private final IssuedFiles issuedFiles;
    private final Drafts drafts;
    private final Clock clock;

    StatementMaker(
            AccountChain chain, StatementQuery query, Register register, IssuedFiles issuedFiles, Drafts drafts, Clock clock) {
        this.chain = chain;
        this.query = query;
        this.register = register;
        this.issuedFiles = issuedFiles;
        this.drafts = drafts;
        this.clock = clock;
    }

    Settled settle(int accountKey, StatementsRequest request) {
        try {
            return request.draft() ? draft(accountKey, request) : issue(accountKey, request);
        } catch (Failure | DataAccessException e) {
            // The disk or the database, not the account: the run stops, what was committed stays.
            throw e;
        } catch (RuntimeException e) {
            return Settled.failed(accountKey, e);
        }
    }

    private Settled issue(int accountKey, StatementsRequest request) {
        Optional<Register.Kept> kept = register.inForce(accountKey, request.month());
        if (kept.isPresent()) {
            String reason = issuedFiles.complete(kept.get(), request.formats());
            return Settled.of(accountKey, Settled.Outcome.ALREADY_ISSUED, kept.get().number(), reason);
        }
        Account account = chain.account(accountKey);
        Instant now = now();
        Period period = Period.month(request.month(), account.zone());
        if (period.to().isAfter(now)) {
            return Settled.of(accountKey, Settled.Outcome.FAILED, null, "%s is not over before %s (%s). Wait, or ask for a --draft."
                    .formatted(request.month(), Figures.longMoment(period.to(), account.zone()), account.zone()));
        }
        Register.Neighbour before = register.before(accountKey, period.from()).orElse(null);
        Optional<Statement> statement = query.month(account, request.month(), now, before == null ? null : before.number());
        if (statement.isEmpty()) {
            return noActivity(account, request.month());
        }
        String refusal = refusal(statement.get(), before, register.after(accountKey, period.from()).orElse(null));
        return refusal == null
                ? Settled.toIssue(accountKey, statement.get())
                : Settled.of(accountKey, Settled.Outcome.FAILED, null, refusal);
    }

    private Settled draft(int accountKey, StatementsRequest request) {
        Account account = chain.account(accountKey);
        Period period = Period.month(request.month(), account.zone());
        String previous = register.before(accountKey, period.from()).map(Register.Neighbour::number).orElse(null);
        Optional<Statement> statement = query.month(account, request.month(), now(), previous);
        if (statement.isEmpty()) {
            return noActivity(account, request.month());
        }
        drafts.print(statement.get(), request);
        return Settled.of(accountKey, Settled.Outcome.DRAFT, null, null);
    }

    private static Settled noActivity(Account account, YearMonth month) {
        return Settled.of(account.key(), Settled.Outcome.NO_ACTIVITY, null, "no activity before " + month.plusMonths(1));
    }

    /** A statement continues the one before it and leads to the one after it, to the cent. */
    private static @Nullable String refusal(
            Statement statement, Register.@Nullable Neighbour before, Register.@Nullable Neighbour after) {
        if (before != null && before.endsAt().isAfter(statement.period().from())) {
            return "the period overlaps that of statement " + before.number() + "; the account's zone has changed. Nothing was issued.";
        }
        if (before != null && before.endsAt().equals(statement.period().from()) && before.closing().compareTo(statement.opening()) != 0) {
            return mismatch("opening balance", statement.opening(), "closing balance", before.number(), before.closing());
        }
        if (after != null && after.startsAt().isBefore(statement.period().to())) {
            return "the period overlaps that of statement " + after.number() + "; the account's zone has changed. Nothing was issued.";
        }
        if (after != null && after.startsAt().equals(statement.period().to()) && after.opening().compareTo(statement.closing()) != 0) {
            return mismatch("closing balance", statement.closing(), "opening balance", after.number(), after.opening());
        }
        return null;
    }

    private static String mismatch(String ours, BigDecimal figure, String theirs, String number, BigDecimal issued) {
        return "%s %s is not the %s %s of statement %s (difference %s): entries changed after it was issued. Nothing was issued."
                .formatted(ours, text(figure), theirs, text(issued), number, text(figure.subtract(issued)));
    }

    private static String text(BigDecimal credits) {
        return Money.text(Money.micros(credits));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
