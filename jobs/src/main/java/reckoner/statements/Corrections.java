package reckoner.statements;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reckoner.statement.Bucket;
import reckoner.statement.LineKind;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.table.Figures;

/**
 * The other way to finality: what was issued stays in force, and what the ledger says otherwise of earlier periods by now
 * stands on the next statement, entry by entry, so that it opens with what the one before it closed with.
 */
@Component
class Corrections {

    private final Register register;
    private final FrozenModels models;
    private final StatementQuery query;

    Corrections(Register register, FrozenModels models, StatementQuery query) {
        this.register = register;
        this.models = models;
        this.query = query;
    }

    /** By how much the earlier statements of the account miss one entry; those that miss nothing are left out. */
    private static final class Missed {
        private BigDecimal credits = BigDecimal.ZERO;
        private final String words;

        Missed(String words) {
            this.words = words;
        }
    }

    /** The statement with the corrections before its own lines, beginning at the closing balance of the one before. */
    Statement corrected(Account account, Statement s, Register.Neighbour before) {
        List<StatementLine> lines = corrections(account, s, before);
        lines.addAll(s.lines());
        return new Statement(null, s.issuedAt(), s.holder(), s.period(), before.closing(), s.closing(), lines, Bucket.byDay(s.period(), lines),
                s.verdict(), s.previousNumber(), null, s.ledgerHead());
    }

    private List<StatementLine> corrections(Account account, Statement s, Register.Neighbour before) {
        Map<String, Missed> missed = missed(account, s);
        List<StatementLine> lines = new ArrayList<>();
        BigDecimal balance = before.closing();
        for (Map.Entry<String, Missed> one : missed.entrySet()) {
            BigDecimal credits = one.getValue().credits;
            if (credits.signum() != 0) {
                balance = balance.add(credits);
                lines.add(line(s.period(), one.getKey(), credits, balance, one.getValue().words));
            }
        }
        BigDecimal rest = s.opening().subtract(balance);
        if (rest.signum() != 0) {
            lines.add(line(s.period(), "", rest, s.opening(), "entries before the first statement"));
        }
        return lines;
    }

    /** By transaction id; movements without an entry together under the empty one. */
    private Map<String, Missed> missed(Account account, Statement s) {
        Map<String, Missed> missed = new LinkedHashMap<>();
        // What is archived was closed: nothing of it can have come since.
        Instant from = account.archivedBefore() == null ? Instant.EPOCH : account.archivedBefore();
        List<Statement> issued = register.inForce(account.key(), from, s.period().from()).stream().map(kept -> models.read(kept.model())).toList();
        if (issued.isEmpty()) {
            return missed;
        }
        Period earlier = new Period(issued.get(0).period().from(), s.period().from(), s.period().zone());
        List<StatementLine> now = query.span(account, earlier, Map.of()).map(StatementQuery.Span::lines).orElse(List.of());
        for (StatementLine line : now) {
            Missed one = missed.computeIfAbsent(line.transactionId(), id -> new Missed(words(line, s.period(), "")));
            one.credits = one.credits.add(line.movement());
        }
        for (Statement statement : issued) {
            for (StatementLine line : statement.lines()) {
                Missed one = missed.computeIfAbsent(line.transactionId(), id -> new Missed(words(line, s.period(), ", which was taken back")));
                one.credits = one.credits.subtract(line.movement());
            }
        }
        return missed;
    }

    private static String words(StatementLine line, Period period, String addition) {
        return line.kind() == LineKind.UNEXPLAINED
                ? "movements without an entry"
                : line.service() + " of " + Figures.moment(line.at(), period.zone()) + addition;
    }

    private static StatementLine line(Period period, String transaction, BigDecimal credits, BigDecimal balance, String words) {
        return new StatementLine(period.from(), transaction, null, null, "Correction of an earlier period", "", "", "", BigDecimal.ZERO,
                credits.abs(), credits, balance, LineKind.CORRECTION, words);
    }
}
