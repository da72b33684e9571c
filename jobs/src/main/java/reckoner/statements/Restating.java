package reckoner.statements;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.statement.Restatement;
import reckoner.statement.Statement;

/**
 * Finds out which issued statements of an account say something else than the ledger does now: that of the month asked for,
 * and, one after the other, those after it whose opening balance or lines follow from the change.
 */
@Component
class Restating {

    private final Register register;
    private final FrozenModels models;
    private final StatementQuery query;

    Restating(Register register, FrozenModels models, StatementQuery query) {
        this.register = register;
        this.models = models;
        this.query = query;
    }

    /** The replacements, oldest first, each still with the number of the statement before it as it was; empty if none is needed. */
    List<Settled.Due> due(Account account, Statement issued, Instant now, String reason) {
        List<Settled.Due> due = new ArrayList<>();
        for (Register.Kept kept : register.inForce(account.key(), issued.period().from(), Instant.parse("9999-01-01T00:00:00Z"))) {
            Statement before = models.read(kept.model());
            Statement after = restated(account, before, now, due.isEmpty() ? reason : reason + " (follows from " + due.get(0).month() + ")");
            if (after == null) {
                break;
            }
            due.add(new Settled.Due(IssuedFiles.month(before), after));
        }
        return due;
    }

    /** The same period as the ledger has it now; null where it says nothing new. */
    private @Nullable Statement restated(Account account, Statement before, Instant now, String reason) {
        Statement s = query.statement(account, before.period(), now, before.previousNumber())
                .orElseThrow(() -> new IllegalStateException("the account begins after the period of statement " + before.number() + " now"));
        Restatement restatement = Restatement.of(before, s.lines(), reason);
        return !restatement.isNeeded(s.opening(), s.closing()) ? null : new Statement(null, s.issuedAt(), s.holder(), s.period(), s.opening(),
                s.closing(), s.lines(), s.timeline(), s.verdict(), s.previousNumber(), restatement, s.ledgerHead());
    }
}
