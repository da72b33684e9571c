package reckoner.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.reconcile.Acceptance;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.reconcile.Standing;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "discrepancies",
        mixinStandardHelpOptions = true,
        description = {"Works the findings: who has them, which are accepted and on what terms. Everything done is kept.",
            "An acceptance above the limit (reckoner.reconcile.accept-limit) is a proposal until another person confirms it.",
            "Example: ./run.sh discrepancies assign 12 --to maria",
            "Example: ./run.sh discrepancies accept 12 --reason settled --up-to 60.00 --until 2026-12-31 --note \"credited on invoice 7\"",
            "Example: ./run.sh discrepancies confirm 12 --by paul"})
final class DiscrepanciesCommand implements Callable<Integer> {

    private static final List<String> STATES = List.of("open", "assigned", "proposed", "accepted", "resolved");

    enum Verb {
        list,
        show,
        assign,
        accept,
        confirm,
        resolve,
        reopen
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, show, assign, accept, confirm, resolve or reopen.")
    Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Number of the finding.")
    @Nullable Long id;

    @Option(names = "--state", description = "list: open, assigned, proposed, accepted or resolved (default: all but resolved).")
    @Nullable String state;

    @Option(names = "--account", paramLabel = "A", description = "list: only this account.")
    @Nullable String account;

    @Option(names = "--check", paramLabel = "C", description = "list: only this check.")
    @Nullable String check;

    @Option(names = "--assignee", paramLabel = "WHO", description = "list: only what this person has.")
    @Nullable String assignee;

    @Option(names = "--to", paramLabel = "WHO", description = "assign: to whom (default: to who does it).")
    @Nullable String to;

    @Option(names = "--reason", paramLabel = "R", description = "accept: late_entry, settled, refunded, known_fault, immaterial or other (default: ${DEFAULT-VALUE}).")
    String reason = "other";

    @Option(names = "--until", paramLabel = "DATE", description = "accept: last day that it holds, in the account's zone; reopens at the next run after (default: for good).")
    @Nullable LocalDate until;

    @Option(names = "--up-to", paramLabel = "X", description = "accept: largest difference that stays accepted, in credits (default: exactly the figures of now).")
    @Nullable BigDecimal upTo;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; required to accept and to resolve.")
    @Nullable String note;

    @Option(names = "--by", paramLabel = "WHO", description = "Who does it (default: the name of the login).")
    String by = System.getProperty("user.name", "unknown");

    @Option(names = "--format", paramLabel = "F", description = "list, show: text, json or (list only) csv (default: ${DEFAULT-VALUE}).")
    ReconcileCommand.Format format = ReconcileCommand.Format.text;

    @Override
    public Integer call() {
        if (state != null && !STATES.contains(state)) {
            throw Failure.command("--state '" + state + "' is not one of " + String.join(", ", STATES) + ".");
        }
        if (verb != Verb.list && id == null) {
            throw Failure.command("The number of a finding is missing. Type: ./run.sh discrepancies " + verb + " ID");
        }
        try (var application = home.lookUpWith(Lookup.Snapshots.class, Discrepancies.class)) {
            Discrepancies discrepancies = application.getBean(Discrepancies.class);
            if (id == null) {
                list(discrepancies.list(new Discrepancies.Filter(state, account, check, assignee)));
            } else {
                work(discrepancies, id);
            }
            return 0;
        }
    }

    private void work(Discrepancies discrepancies, long number) {
        switch (verb) {
            case list -> throw Failure.command("list takes no number. Type: ./run.sh discrepancies show " + number);
            case show -> show(discrepancies, number);
            case assign -> {
                discrepancies.assign(number, to == null ? by : to, by, note);
                now(discrepancies, number);
            }
            case accept -> accept(discrepancies, number);
            case confirm -> {
                discrepancies.confirm(number, by, note);
                now(discrepancies, number);
            }
            case resolve -> {
                discrepancies.resolve(number, by, note);
                now(discrepancies, number);
            }
            case reopen -> {
                discrepancies.reopen(number, by, note);
                now(discrepancies, number);
            }
        }
    }

    private void accept(Discrepancies discrepancies, long number) {
        if (note == null || note.isBlank()) {
            throw Failure.command("A note is needed to accept discrepancy " + number + ". Add --note \"why\". Nothing was changed.");
        }
        if (upTo != null && (upTo.signum() < 0 || upTo.stripTrailingZeros().scale() > 6)) {
            throw Failure.command("--up-to " + upTo.toPlainString() + " is no amount of credits: 0.00 or more, at most 6 decimals. Nothing was changed.");
        }
        Acceptance.Reason why = Acceptance.Reason.keyed(reason).orElseThrow(() -> Failure.command("--reason '%s' is not one of %s. Nothing was changed."
                .formatted(reason, Arrays.stream(Acceptance.Reason.values()).map(Acceptance.Reason::key).collect(Collectors.joining(", ")))));
        Instant end = until == null ? null : until.plusDays(1).atStartOfDay(discrepancies.zone(number)).toInstant();
        if (discrepancies.accept(number, new Acceptance(why, note, end, upTo), by)) {
            now(discrepancies, number);
        } else {
            Printer.line(("Discrepancy %d is proposed to be accepted: more than %s is at stake, so a second person must confirm it."
                    + " Type, as somebody else: ./run.sh discrepancies confirm %d --by WHO").formatted(number, discrepancies.limit(), number));
        }
    }

    private static void now(Discrepancies discrepancies, long number) {
        Standing standing = discrepancies.standing(number);
        Printer.line("Discrepancy %d is now %s%s.".formatted(number, standing.state(),
                standing.state().equals("assigned") ? " to " + standing.assignee() : ""));
    }

    private void list(List<Discrepancy> found) {
        switch (format) {
            case text -> {
                Printer.text(ReconcileText.discrepancies(found));
                Printer.line(found.size() == 1 ? "1 discrepancy" : found.size() + " discrepancies");
            }
            case csv -> Printer.csv(ReconcileText.discrepancies(found));
            case json -> {
                ArrayNode all = Printer.JSON.createArrayNode();
                found.forEach(d -> ReconcileText.put(all.addObject(), d));
                Printer.json(all);
            }
        }
    }

    private void show(Discrepancies discrepancies, long number) {
        Discrepancy d = discrepancies.show(number);
        Standing standing = discrepancies.standing(number);
        List<Discrepancies.Step> history = discrepancies.history(number);
        switch (format) {
            case text -> DiscrepancyText.print(d, standing, history);
            case json -> Printer.json(DiscrepancyText.json(d, standing, history));
            case csv -> throw Failure.command("--format csv is for list; show has text and json.");
        }
    }
}
