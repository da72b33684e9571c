package reckoner.cli;

import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.reconcile.Reconciliations.CheckOutcome;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.reconcile.Reconciliations.Result;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A reconciliation as text and as JSON. */
final class ReconcileText {

    private static final int SHOWN = 40;

    private ReconcileText() {}

    static void print(Result result) {
        Printer.line("Reconciliation %d: %d accounts, %d entries, %s credits moved, %s to %s".formatted(
                result.run(), result.coverage().accounts(), result.coverage().entries(), Printer.money(result.coverage().amount()),
                result.coverage().from() == null ? "-" : result.coverage().from(),
                result.coverage().to() == null ? "-" : result.coverage().to()));
        Printer.line("");
        Printer.text(checks(result.checks()));
        List<Discrepancy> found = result.discrepancies();
        if (!found.isEmpty()) {
            Printer.line("");
            Printer.text(discrepancies(found.subList(0, Math.min(SHOWN, found.size()))));
            if (found.size() > SHOWN) {
                Printer.line("… and %d more. Type ./run.sh discrepancies list, or --format csv for all.".formatted(found.size() - SHOWN));
            }
        }
        Printer.line("");
        Printer.line(verdict(result));
    }

    static Table discrepancies(List<Discrepancy> found) {
        return Table.of("",
                List.of(Column.right("Id", 6), Column.left("Check", 22), Column.left("Account", 12), Column.left("Event", 12),
                        Column.left("Transaction", 14), Column.left("When (UTC)", 20), Column.right("Expected", 12),
                        Column.right("Actual", 12), Column.right("Difference", 12), Column.left("Cause", 20), Column.left("State", 8),
                        Column.left("Explanation", 60)),
                found.stream()
                        .map(d -> List.of(d.id() == null ? Cell.EMPTY : Cell.whole(d.id()), Cell.text(d.check()), Cell.text(d.account()),
                                Cell.text(d.event()), Cell.text(d.transaction()),
                                Cell.moment(d.occurredAt(), ZoneOffset.UTC), Cell.money(d.expected()),
                                Cell.money(d.actual()), Cell.money(d.difference()), Cell.text(d.cause()), Cell.text(d.state()),
                                Cell.text(d.explanation())))
                        .toList());
    }

    /** The object of the contract: names, order and types are fixed. */
    static JsonNode json(Result result) {
        ObjectNode root = Printer.object();
        root.put("run", result.run());
        root.put("asOf", result.asOf().toString());
        ObjectNode coverage = root.putObject("coverage");
        coverage.put("accounts", result.coverage().accounts());
        coverage.put("entries", result.coverage().entries());
        coverage.put("amount", Printer.money(result.coverage().amount()));
        coverage.put("from", Printer.instant(result.coverage().from()));
        coverage.put("to", Printer.instant(result.coverage().to()));
        ArrayNode checks = root.putArray("checks");
        for (CheckOutcome check : result.checks()) {
            ObjectNode node = checks.addObject();
            node.put("name", check.name());
            node.put("severity", check.severity());
            node.put("outcome", check.outcome());
            node.put("found", check.found());
            node.put("reason", check.reason());
        }
        ArrayNode discrepancies = root.putArray("discrepancies");
        result.discrepancies().forEach(d -> put(discrepancies.addObject(), d));
        return root;
    }

    static void put(ObjectNode node, Discrepancy d) {
        node.put("id", d.id());
        node.put("check", d.check());
        node.put("severity", d.severity());
        node.put("account", d.account());
        node.put("event", d.event());
        node.put("transaction", d.transaction());
        node.put("usage", d.usage());
        node.put("payment", d.payment());
        node.put("occurredAt", Printer.instant(d.occurredAt()));
        node.put("expected", Printer.money(d.expected()));
        node.put("actual", Printer.money(d.actual()));
        node.put("difference", Printer.money(d.difference()));
        node.put("cause", d.cause());
        node.put("explanation", d.explanation());
        node.put("state", d.state());
    }

    private static Table checks(List<CheckOutcome> checks) {
        return Table.of("",
                List.of(Column.left("Check", 24), Column.left("Severity", 8), Column.left("Outcome", 14), Column.right("Found", 6),
                        Column.left("Why not", 40)),
                checks.stream()
                        .map(c -> List.of(Cell.text(c.name()), Cell.text(c.severity()), Cell.text(word(c.outcome())),
                                Cell.whole(c.found()), Cell.text(c.reason())))
                        .toList());
    }

    private static String word(@Nullable String outcome) {
        return "not_run".equals(outcome) ? "not run" : String.valueOf(outcome);
    }

    private static String verdict(Result result) {
        long notRun = result.checks().stream().filter(c -> c.outcome().equals("not_run")).count();
        long errors = result.discrepancies().stream().filter(d -> d.severity().equals("error")).count();
        long others = result.discrepancies().size() - errors;
        String checked = notRun == 0 ? "" : " %d checks could not be made.".formatted(notRun);
        if (errors + others == 0) {
            return "Everything that was checked agrees." + checked;
        }
        return "%d discrepancies of severity error, %d others.%s".formatted(errors, others, checked);
    }
}
