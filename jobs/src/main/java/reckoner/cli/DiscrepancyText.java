package reckoner.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.reconcile.Discrepancies.Step;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.reconcile.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One finding with its whole life, as text and as JSON. */
final class DiscrepancyText {

    private DiscrepancyText() {}

    static void print(Discrepancy d, Standing standing, List<Step> history) {
        Printer.line("Discrepancy %d: %s (%s), %s".formatted(d.id(), d.check(), d.severity(), d.state()));
        Printer.line("account %s, event %s, transaction %s, usage %s, payment %s, %s".formatted(dash(d.account()), dash(d.event()),
                dash(d.transaction()), dash(d.usage()), dash(d.payment()), d.occurredAt() == null ? "no time" : d.occurredAt()));
        Printer.line("expected %s, actual %s, difference %s, cause %s".formatted(
                Printer.money(d.expected()), Printer.money(d.actual()), Printer.money(d.difference()), d.cause()));
        Printer.line(d.explanation());
        if (standing.assignee() != null) {
            Printer.line("assigned to " + standing.assignee());
        }
        if (standing.reason() != null) {
            Printer.line("%s by %s%s: %s%s%s".formatted(
                    standing.acceptedBy() == null ? "proposed" : "accepted",
                    standing.proposedBy(),
                    standing.acceptedBy() == null || standing.acceptedBy().equals(standing.proposedBy()) ? "" : ", confirmed by " + standing.acceptedBy(),
                    standing.reason(),
                    standing.upTo() == null ? "" : ", up to " + Printer.money(standing.upTo()),
                    standing.until() == null ? "" : ", until " + standing.until()));
        }
        for (Step step : history) {
            Printer.line("  %s  %s by %s%s".formatted(step.at(), step.action(), step.actor(), step.note() == null ? "" : ": " + step.note()));
        }
    }

    static JsonNode json(Discrepancy d, Standing standing, List<Step> history) {
        ObjectNode root = Printer.object();
        ReconcileText.put(root, d);
        root.put("assignee", standing.assignee());
        root.put("openedAt", Printer.instant(standing.openedAt()));
        root.put("closedAt", Printer.instant(standing.closedAt()));
        if (standing.reason() == null) {
            root.putNull("acceptance");
        } else {
            ObjectNode acceptance = root.putObject("acceptance");
            acceptance.put("reason", standing.reason());
            acceptance.put("note", standing.note());
            acceptance.put("until", Printer.instant(standing.until()));
            acceptance.put("upTo", standing.upTo() == null ? null : Printer.money(standing.upTo()));
            acceptance.put("proposedBy", standing.proposedBy());
            acceptance.put("acceptedBy", standing.acceptedBy());
        }
        ArrayNode steps = root.putArray("history");
        for (Step step : history) {
            ObjectNode node = steps.addObject();
            node.put("at", Printer.instant(step.at()));
            node.put("actor", step.actor());
            node.put("action", step.action());
            node.put("note", step.note());
        }
        return root;
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
