package reckoner.cli;

import java.util.ArrayList;
import java.util.List;
import reckoner.reconcile.Explanation;
import reckoner.reconcile.Explanation.Kind;
import reckoner.reconcile.Explanation.Movement;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Figures;
import reckoner.table.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as text and as JSON. */
final class ExplainText {

    private ExplainText() {}

    static void print(Explanation e) {
        Printer.line("Account %s, %s: balance %s %s at %s (%s)".formatted(
                e.account(), e.name(), Figures.money(e.closing()), e.currency(), Figures.moment(e.at(), e.zone()), e.zone()));
        Printer.line("");
        Printer.text(movements(e));
        Printer.line("");
        if (!e.findings().isEmpty()) {
            Printer.text(findings(e));
            Printer.line("");
        }
        Printer.line(sum(e));
        for (String remark : remarks(e)) {
            Printer.line(remark);
        }
    }

    /** The proof in one sentence. */
    private static String sum(Explanation e) {
        String last = e.lastTransaction() == null || e.lastAt() == null
                ? "there is no entry up to then"
                : "the balance that the ledger shows after " + e.lastTransaction() + " (" + Figures.moment(e.lastAt(), e.zone()) + ")";
        return "It adds up: opening %s and movements %s make %s, %s.".formatted(
                Figures.money(e.opening()), Figures.movement(e.moved()), Figures.money(e.closing()), last);
    }

    private static List<String> remarks(Explanation e) {
        List<String> remarks = new ArrayList<>();
        long gaps = e.movements().stream().filter(m -> m.kind() == Kind.UNEXPLAINED).count();
        if (gaps > 0) {
            remarks.add("%s of it moved without an entry (%d %s); without that the balance would be %s.".formatted(
                    Figures.movement(e.unexplained()), gaps, gaps == 1 ? "time" : "times", Figures.money(e.closing().subtract(e.unexplained()))));
        }
        if (e.movements().stream().anyMatch(m -> m.kind() == Kind.UNEXPLAINED && m.discrepancy() == null)) {
            remarks.add("Some of that has no finding yet. Type ./run.sh reconcile --account " + e.account());
        }
        if (!e.openingStated()) {
            remarks.add("No feed states an opening balance; it is what the first entry implies.");
        }
        return remarks;
    }

    private static Table movements(Explanation e) {
        List<List<Cell>> rows = new ArrayList<>();
        String opening = e.archivedBefore() != null ? "Opening balance, archived before " + e.archivedBefore()
                : e.openingStated() ? "Opening balance, as stated" : "Opening balance, implied";
        rows.add(List.of(Cell.text(opening), Cell.EMPTY, Cell.EMPTY,
                Cell.EMPTY, Cell.money(e.opening())));
        for (Movement m : e.movements()) {
            rows.add(m.kind() == Kind.UNEXPLAINED
                    ? List.of(Cell.text(m.kind().words()), Cell.text("before " + m.transaction()),
                            Cell.text(m.discrepancy() == null ? "no finding yet" : "finding " + m.discrepancy() + ", " + m.cause()), Cell.EMPTY,
                            Cell.money(m.credits()))
                    : List.of(Cell.text(m.kind().words()), Cell.text(m.event()), Cell.text(m.service()),
                            m.entries() == 0 ? Cell.EMPTY : Cell.whole(m.entries()), Cell.money(m.credits())));
        }
        return new Table("", List.of(Column.left("What", 26), Column.left("Event", 20), Column.left("Service", 34), Column.right("Entries", 8),
                Column.right("Credits", 12)), rows,
                List.of(Cell.text("Balance"), Cell.EMPTY, Cell.EMPTY, Cell.whole(entries(e)), Cell.money(e.closing())));
    }

    private static long entries(Explanation e) {
        return e.movements().stream().mapToLong(Movement::entries).sum();
    }

    private static Table findings(Explanation e) {
        return Table.of("Findings that touch it", List.of(Column.right("Id", 6), Column.left("Check", 22), Column.left("Transaction", 14),
                        Column.left("When (" + e.zone() + ")", 20), Column.right("Difference", 12), Column.left("Cause", 20), Column.left("State", 8)),
                e.findings().stream()
                        .map(d -> List.of(d.id() == null ? Cell.EMPTY : Cell.whole(d.id()), Cell.text(d.check()), Cell.text(d.transaction()),
                                Cell.moment(d.occurredAt(), e.zone()), Cell.money(d.difference()), Cell.text(d.cause()), Cell.text(d.state())))
                        .toList());
    }

    static JsonNode json(Explanation e) {
        ObjectNode root = Printer.object();
        root.put("account", e.account());
        root.put("name", e.name());
        root.put("currency", e.currency());
        root.put("zone", e.zone().getId());
        root.put("at", e.at().toString());
        root.put("opening", Printer.money(e.opening()));
        root.put("openingStated", e.openingStated());
        ArrayNode movements = root.putArray("movements");
        for (Movement m : e.movements()) {
            ObjectNode node = movements.addObject();
            node.put("kind", m.kind().key());
            node.put("event", m.event());
            node.put("service", m.service());
            node.put("entries", m.entries());
            node.put("credits", Printer.money(m.credits()));
            node.put("at", Printer.instant(m.at()));
            node.put("transaction", m.transaction());
            node.put("discrepancy", m.discrepancy());
            node.put("cause", m.cause());
        }
        root.put("moved", Printer.money(e.moved()));
        root.put("unexplained", Printer.money(e.unexplained()));
        root.put("closing", Printer.money(e.closing()));
        root.put("lastTransaction", e.lastTransaction());
        root.put("lastAt", Printer.instant(e.lastAt()));
        ArrayNode findings = root.putArray("discrepancies");
        for (Discrepancy d : e.findings()) {
            ReconcileText.put(findings.addObject(), d);
        }
        return root;
    }
}
