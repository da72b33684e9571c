package reckoner.statements;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.ledger.Money;
import reckoner.statement.Finding;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.Verdict;
import reckoner.statements.StatementSettings.LateEntries;
import reckoner.statements.StatementSettings.OpenErrors;
import reckoner.table.Figures;

/** Decides what happens to one account's month; an account that cannot have a statement gets a reason and stops no other. */
@Component
class StatementMaker {

    /** Where an account has changed its zone, months may lie this far apart. */
    private static final Duration LONGEST_SHIFT = Duration.ofDays(2);

    private final AccountChain chain;
    private final StatementQuery query;
    private final Register register;
    private final IssuedFiles issuedFiles;
    private final Drafts drafts;
    private final Restating restating;
    private final Corrections corrections;
    private final FrozenModels models;
    private final StatementSettings settings;
    private final Clock clock;

    StatementMaker(AccountChain chain, StatementQuery query, Register register, IssuedFiles issuedFiles, Drafts drafts, Restating restating,
            Corrections corrections, FrozenModels models, StatementSettings settings, Clock clock) {
        this.chain = chain;
        this.query = query;
        this.register = register;
        this.issuedFiles = issuedFiles;
        this.drafts = drafts;
        this.restating = restating;
        this.corrections = corrections;
        this.models = models;
        this.settings = settings;
        this.clock = clock;
    }

    /** The statement that waits for nothing but its number; empty where the account gets none, has one, or needs more than that. */
    Optional<Settled.Due> ready(int accountKey, StatementsRequest request, Instant at) {
        try {
            Account account = chain.account(accountKey);
            if (register.inForce(account.key(), request.month()).isPresent()) {
                return Optional.empty();
            }
            return issue(account, request, at).toIssue().stream().findFirst();
        } catch (Failure | DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            // Told when the run comes to the account.
            return Optional.empty();
        }
    }

    Settled settle(int accountKey, StatementsRequest request) {
        try {
            Account account = chain.account(accountKey);
            return request.restate() != null ? restate(account, request) : request.draft() ? draft(account, request) : issueOrComplete(account, request);
        } catch (Failure | DataAccessException e) {
            // The disk or the database, not the account: the run stops, what was committed stays.
            throw e;
        } catch (RuntimeException e) {
            return Settled.failed(accountKey, e);
        }
    }

    private Settled issueOrComplete(Account account, StatementsRequest request) {
        Optional<Register.Kept> kept = register.inForce(account.key(), request.month());
        return kept.isPresent() ? alreadyIssued(account, kept.get(), request) : issue(account, request, now());
    }

    private Settled issue(Account account, StatementsRequest request, Instant now) {
        Period period = period(account, request.month());
        if (period.to().isAfter(now)) {
            return failed(account, "%s is not over before %s (%s). Wait, or ask for a --draft."
                    .formatted(request.month(), Figures.longMoment(period.to(), account.zone()), account.zone()));
        }
        if (account.isArchivedAt(period.from())) {
            return archived(account, request.month().toString());
        }
        Register.Neighbour before = register.before(account.key(), period.from()).orElse(null);
        Statement statement = query.statement(account, period, now, before == null ? null : before.number()).orElse(null);
        if (statement == null) {
            return noActivity(account, request.month());
        }
        String held = held(statement.verdict());
        if (held != null) {
            return Settled.of(account.key(), Settled.Outcome.HELD, null, held);
        }
        if (settings.lateEntries() == LateEntries.CORRECT && continuesButDiffers(statement, before)) {
            statement = corrections.corrected(account, statement, Objects.requireNonNull(before));
        }
        String refusal = refusal(statement, before, register.after(account.key(), period.from()).orElse(null));
        return refusal == null
                ? Settled.toIssue(account.key(), new Settled.Due(request.month(), statement))
                : failed(account, refusal);
    }

    /**
     * The account's month. Where its zone has changed, months of the old and the new one leave a gap or overlap: then the period
     * begins where the statement before it ended, and ends where the one after it begins.
     */
    private Period period(Account account, YearMonth month) {
        Period period = Period.month(month, account.zone());
        Instant middle = period.from().plus(Duration.between(period.from(), period.to()).dividedBy(2));
        Instant from = register.before(account.key(), middle)
                .map(Register.Neighbour::endsAt).filter(end -> isShift(end, period.from())).orElse(period.from());
        Instant to = register.after(account.key(), middle)
                .map(Register.Neighbour::startsAt).filter(start -> isShift(start, period.to())).orElse(period.to());
        return new Period(from, to, account.zone());
    }

    private static boolean isShift(Instant edge, Instant other) {
        return Duration.between(edge, other).abs().compareTo(LONGEST_SHIFT) <= 0;
    }

    private Settled alreadyIssued(Account account, Register.Kept kept, StatementsRequest request) {
        List<String> words = new ArrayList<>();
        register.leftBehind(kept.number()).ifPresent(finding -> words.add(settings.lateEntries() == LateEntries.CORRECT
                ? "entries came or changed since (D-%d); the next statement corrects it".formatted(finding)
                : "entries came or changed since (D-%d); --restate replaces it".formatted(finding)));
        String done = issuedFiles.complete(kept, request.formats());
        if (done != null) {
            words.add(done);
        }
        return Settled.of(account.key(), Settled.Outcome.ALREADY_ISSUED, kept.number(), words.isEmpty() ? null : String.join("; ", words));
    }

    private Settled restate(Account account, StatementsRequest request) {
        Register.Kept kept = register.inForce(account.key(), request.month()).orElse(null);
        if (kept == null) {
            return Settled.of(account.key(), Settled.Outcome.UNCHANGED, null, "it has no statement of " + request.month());
        }
        Statement issued = models.read(kept.model());
        if (account.isArchivedAt(issued.period().from())) {
            return archived(account, request.month().toString());
        }
        List<Settled.Due> due = restating.due(account, issued, now(), Objects.requireNonNull(request.restate()));
        if (due.isEmpty()) {
            return Settled.of(account.key(), Settled.Outcome.UNCHANGED, kept.number(), "the ledger says what the statement says");
        }
        for (Settled.Due one : due) {
            String held = held(one.statement().verdict());
            if (held != null) {
                return Settled.of(account.key(), Settled.Outcome.HELD, kept.number(), one.month() + ": " + held);
            }
        }
        Register.Neighbour before = register.before(account.key(), issued.period().from()).orElse(null);
        Statement first = due.get(0).statement();
        if (continuesButDiffers(first, before)) {
            return failed(account, mismatch("opening balance", first.opening(), "closing balance", before) + " Restate that one; this one follows.");
        }
        if (!request.draft()) {
            return Settled.toRestate(account.key(), due);
        }
        due.forEach(one -> drafts.print(one, request.formats()));
        return Settled.of(account.key(), Settled.Outcome.DRAFT, null, due.stream()
                .map(one -> "%s would replace %s".formatted(one.month(), one.statement().replaces())).collect(Collectors.joining(", ")));
    }

    private Settled draft(Account account, StatementsRequest request) {
        Period period = period(account, request.month());
        if (account.isArchivedAt(period.from())) {
            return archived(account, request.month().toString());
        }
        String previous = register.before(account.key(), period.from()).map(Register.Neighbour::number).orElse(null);
        Optional<Statement> statement = query.statement(account, period, now(), previous);
        if (statement.isEmpty()) {
            return noActivity(account, request.month());
        }
        drafts.print(new Settled.Due(request.month(), statement.get()), request.formats());
        return Settled.of(account.key(), Settled.Outcome.DRAFT, null, null);
    }

    /** Why the account has to wait; null if it has not. */
    private @Nullable String held(Verdict verdict) {
        List<String> errors = verdict.findings().stream().filter(Finding::isOpenError).map(finding -> finding.id() + " " + finding.check()).toList();
        return settings.openErrors() == OpenErrors.MARK || errors.isEmpty()
                ? null
                : "open: %s%s. Accept or resolve, then repeat the command".formatted(
                        String.join(", ", errors.subList(0, Math.min(3, errors.size()))), errors.size() > 3 ? " and " + (errors.size() - 3) + " more" : "");
    }

    private static boolean continuesButDiffers(Statement statement, Register.@Nullable Neighbour before) {
        return before != null && before.endsAt().equals(statement.period().from()) && before.closing().compareTo(statement.opening()) != 0;
    }

    private static Settled archived(Account account, String month) {
        return failed(account, "%s is archived. What was issued stays in force and is made again by statements --month; for anything else take the archive back (archive --list, load FOLDER)."
                .formatted(month));
    }

    private static Settled failed(Account account, String reason) {
        return Settled.of(account.key(), Settled.Outcome.FAILED, null, reason);
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
        if (before != null && before.endsAt().isBefore(statement.period().from().minus(LONGEST_SHIFT))) {
            return "the statement before it is %s, which ends on %s: issue the months between first. Nothing was issued.".formatted(before.number(),
                    before.endsAt().minusSeconds(1).atZone(statement.period().zone()).toLocalDate());
        }
        if (continuesButDiffers(statement, before)) {
            return mismatch("opening balance", statement.opening(), "closing balance", before) + " Restate that one first (--restate).";
        }
        if (after != null && after.startsAt().isBefore(statement.period().to())) {
            return "the period overlaps that of statement " + after.number() + "; the account's zone has changed. Nothing was issued.";
        }
        if (after != null && after.startsAt().equals(statement.period().to()) && after.opening().compareTo(statement.closing()) != 0) {
            return mismatch("closing balance", statement.closing(), "opening balance", after);
        }
        return null;
    }

    private static String mismatch(String ours, BigDecimal figure, String theirs, Register.Neighbour other) {
        BigDecimal issued = theirs.startsWith("opening") ? other.opening() : other.closing();
        return "%s %s is not the %s %s of statement %s (difference %s): entries changed after it was issued. Nothing was issued."
                .formatted(ours, text(figure), theirs, text(issued), other.number(), text(figure.subtract(issued)));
    }

    private static String text(BigDecimal credits) {
        return Money.text(Money.micros(credits));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
