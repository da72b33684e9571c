package reckoner.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.Discrepancies.Act;
import reckoner.reconcile.Reconciliations.Discrepancy;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "discrepancies",
        mixinStandardHelpOptions = true,
        description = {"Works the findings.", "Example: ./run.sh discrepancies accept 12 --note \"refunded by hand on 3 May\""})
final class DiscrepanciesCommand implements Callable<Integer> {

    enum Verb {
        list,
        show,
        assign,
        accept,
        resolve,
        reopen
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, show, assign, accept, resolve or reopen.")
    Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Number of the finding.")
    @Nullable Long id;

    @Option(names = "--state", description = "list: open, assigned, accepted or resolved (default: all but resolved).")
    @Nullable String state;

    @Option(names = "--account", paramLabel = "A", description = "list: only this account.")
    @Nullable String account;

    @Option(names = "--check", paramLabel = "C", description = "list: only this check.")
    @Nullable String check;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; required to accept and to resolve.")
    @Nullable String note;

    @Option(names = "--by", paramLabel = "WHO", description = "Who does it (default: the name of the login).")
    String by = System.getProperty("user.name", "unknown");

    @Option(names = "--format", paramLabel = "F", description = "list: text, json or csv (default: ${DEFAULT-VALUE}).")
    ReconcileCommand.Format format = ReconcileCommand.Format.text;

    @Override
    public Integer call() {
        if (state != null && !List.of("open", "assigned", "accepted", "resolved").contains(state)) {
            throw Failure.command("--state '" + state + "' is not one of open, assigned, accepted, resolved.");
        }
        return with(discrepancies -> {
            switch (verb) {
                case list -> list(discrepancies.list(state, account, check));
                case show -> show(discrepancies, number());
                case assign -> act(discrepancies, Act.ASSIGN);
                case accept -> act(discrepancies, Act.ACCEPT);
                case resolve -> act(discrepancies, Act.RESOLVE);
                case reopen -> act(discrepancies, Act.REOPEN);
            }
        });
    }

    private int with(Consumer<Discrepancies> work) {
        try (var application = home.open()) {
            work.accept(application.getBean(Discrepancies.class));
            return 0;
        }
    }

    private void list(List<Discrepancy> found) {
        switch (format) {
            case text -> {
                Printer.text(ReconcileText.discrepancies(found));
                Printer.line(found.size() + " discrepancies");
            }
            case csv -> Printer.csv(ReconcileText.discrepancies(found));
            case json -> {
                ArrayNode all = Printer.JSON.createArrayNode();
                found.forEach(d -> ReconcileText.put(all.addObject(), d));
                Printer.json(all);
            }
        }
    }

    private static void show(Discrepancies discrepancies, long id) {
        Discrepancy d = discrepancies.show(id);
        Printer.line("Discrepancy %d: %s (%s), %s".formatted(id, d.check(), d.severity(), d.state()));
        Printer.line("account %s, event %s, transaction %s, usage %s, payment %s, %s".formatted(
                dash(d.account()), dash(d.event()), dash(d.transaction()), dash(d.usage()), dash(d.payment()), d.occurredAt()));
        Printer.line("expected %s, actual %s, difference %s, cause %s".formatted(
                Printer.money(d.expected()), Printer.money(d.actual()), Printer.money(d.difference()), d.cause()));
        Printer.line(d.explanation());
        for (Discrepancies.Step step : discrepancies.history(id)) {
            Printer.line("  %s  %s by %s%s".formatted(step.at(), step.action(), step.actor(), step.note() == null ? "" : ": " + step.note()));
        }
    }

    private void act(Discrepancies discrepancies, Act act) {
        discrepancies.act(number(), act, by, note);
        Printer.line("Discrepancy %d is now %s.".formatted(number(), act.state()));
    }

    private long number() {
        if (id == null) {
            throw Failure.command("The number of a finding is missing. Type: ./run.sh discrepancies " + verb + " ID");
        }
        return id;
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
