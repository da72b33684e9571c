package reckoner.schedule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.delivery.Deliveries;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.purchase.Purchases;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.MonthEnd;
import reckoner.run.RunHistory;
import reckoner.run.Runs;
import reckoner.statements.EventsRequest;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;
import reckoner.table.Figures;
import reckoner.timeline.TimelineBuild;

/** Does what is due, with the services that the command line uses; an attempt after a crash continues the one before. */
@Component
class Tasks {

    private static final Set<Format> DOCUMENTS = Set.of(Format.PDF, Format.XLSX);

    private final Runs runs;
    private final RunHistory history;
    private final MonthEnd monthEnd;
    private final Intake intake;
    private final Reconciliations reconciliations;
    private final Outcomes outcomes;
    private final TimelineBuild timeline;
    private final Housekeeping housekeeping;
    private final Deliveries deliveries;
    private final Purchases purchases;
    private final DueRuns dueRuns;

    Tasks(Runs runs, RunHistory history, MonthEnd monthEnd, Intake intake, Reconciliations reconciliations, Outcomes outcomes, TimelineBuild timeline,
            Housekeeping housekeeping, Deliveries deliveries, Purchases purchases, DueRuns dueRuns) {
        this.runs = runs;
        this.history = history;
        this.monthEnd = monthEnd;
        this.intake = intake;
        this.reconciliations = reconciliations;
        this.outcomes = outcomes;
        this.timeline = timeline;
        this.housekeeping = housekeeping;
        this.deliveries = deliveries;
        this.purchases = purchases;
        this.dueRuns = dueRuns;
    }

    /** Do it and say what came of it; fails with the failure of what it does. */
    String run(DueRuns.DueRun due) {
        Map<String, String> arguments = due.arguments();
        return switch (due.task()) {
            case LOAD -> load();
            case BUY -> buy(due);
            case TIMELINE -> timeline();
            case RECONCILE -> reconcile(due);
            case STATEMENTS -> statements(due);
            case EVENTS -> events(due);
            case CLOSE -> close(month(due));
            case DELIVER -> deliver(due);
            case HOUSEKEEPING -> housekeeping.run();
            case RECOVER -> runs.recover() + " interrupted runs can be continued";
            case RESTART -> restart(Long.parseLong(Objects.requireNonNull(arguments.get("run"), "run")));
        };
    }

    private String load() {
        Intake.Taken taken = intake.take(List.of(), null, 0, parameters -> runs.start("load", parameters));
        List<String> refused = taken.receipts().stream().filter(Receipt::isRefused).map(Receipt::file).toList();
        long accepted = taken.receipts().stream().filter(r -> !r.again()).mapToLong(Receipt::accepted).sum();
        String words = counted(taken.receipts().size(), "file", "files") + ", " + counted(accepted, "row", "rows") + " accepted";
        if (!refused.isEmpty()) {
            throw Failure.input(words + "; refused: " + String.join(", ", refused) + ". The reasons are in quarantine/.");
        }
        return words;
    }

    private String timeline() {
        if (!timeline.isBehind()) {
            return "nothing new";
        }
        runs.start("timeline", TimelineBuild.request(false));
        return "up to date";
    }

    private String reconcile(DueRuns.DueRun due) {
        Map<String, String> arguments = due.arguments();
        List<String> accounts = arguments.containsKey("account") ? List.of(arguments.get("account")) : List.of();
        String event = arguments.get("event");
        ReconcileRequest request = new ReconcileRequest(accounts, event, day(arguments.get("from")), day(arguments.get("to")), false, null, null,
                "true".equals(arguments.get("full")));
        long run = dueRuns.request(due, () -> reconciliations.register(request));
        runs.start("reconcile", request.parameters(run));
        Reconciliations.Result result = reconciliations.result(run);
        return "%s in %s of %s%s".formatted(counted(result.discrepancies().size(), "discrepancy", "discrepancies"),
                counted(result.coverage().entries(), "entry", "entries"), counted(result.coverage().accounts(), "account", "accounts"),
                result.hasErrors() ? ", errors among them" : "");
    }

    private static String counted(long count, String one, String many) {
        return Figures.whole(count) + " " + (count == 1 ? one : many);
    }

    private String statements(DueRuns.DueRun due) {
        List<String> accounts = due.arguments().containsKey("account") ? List.of(due.arguments().get("account")) : List.of();
        outcomes.requireAccounts(accounts);
        long request = dueRuns.request(due, outcomes::nextRequest);
        StatementsRequest asked = new StatementsRequest(month(due), accounts, DOCUMENTS, false, due.arguments().get("restate"));
        runs.start(StatementsRequest.JOB, asked.parameters(request));
        List<Outcomes.StatementOutcome> made = outcomes.statements(request);
        List<String> failed = made.stream().filter(Outcomes.StatementOutcome::failed).map(one -> one.account() + ": " + one.reason()).toList();
        String words = made.stream().collect(Collectors.groupingBy(Outcomes.StatementOutcome::outcome, java.util.TreeMap::new, Collectors.counting()))
                .entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            throw Failure.input(words + ". " + String.join("; ", failed));
        }
        return words.isEmpty() ? "no accounts" : words;
    }

    private String events(DueRuns.DueRun due) {
        YearMonth month = month(due);
        List<String> events = due.arguments().containsKey("event") ? List.of(due.arguments().get("event")) : List.of();
        outcomes.requireEvents(events);
        long request = dueRuns.request(due, outcomes::nextRequest);
        EventsRequest asked = events.isEmpty() ? new EventsRequest(events, month.atDay(1), month.atEndOfMonth(), EventsRequest.Shown.WHOLE, DOCUMENTS)
                : new EventsRequest(events, null, null, EventsRequest.Shown.WHOLE, DOCUMENTS);
        runs.start(EventsRequest.JOB, asked.parameters(request));
        return outcomes.events(request).size() + " event reports";
    }

    private String close(YearMonth month) {
        MonthEnd.Closed closed = monthEnd.close(month, false, stage -> {});
        long issued = closed.statements().stream().filter(s -> s.number() != null).count();
        return "%s %s: %d statements, %d event reports, %d discrepancies".formatted(month, closed.wasDone() ? "was closed before" : "closed",
                issued, closed.events().size(), closed.reconciliation().discrepancies().size());
    }

    private String deliver(DueRuns.DueRun due) {
        deliveries.requireOn();
        long request = dueRuns.request(due, deliveries::nextRequest);
        runs.start(Deliveries.JOB, deliveries.parameters(request, null, false));
        List<Deliveries.Delivery> round = deliveries.of(request);
        long failed = round.stream().filter(Deliveries.Delivery::failed).count();
        String words = "%d delivered, %d waiting, %d failed".formatted(round.stream().filter(one -> one.state().equals("sent")).count(),
                round.stream().filter(Deliveries.Delivery::waits).count(), failed);
        if (failed > 0) {
            throw Failure.environment(words + ". See the statements' deliveries, then ./run.sh deliver --again.");
        }
        return words;
    }

    private String restart(long execution) {
        RunHistory.Attempt attempt = history.withId(execution).stream().findFirst()
                .orElseThrow(() -> Failure.command("There is no run " + execution + ". Nothing was changed."));
        return runs.restart(attempt.job(), execution) == Runs.Outcome.DONE ? "continued to its end" : "was complete already";
    }

    private String buy(DueRuns.DueRun due) {
        Map<String, String> asked = due.arguments();
        String account = Objects.requireNonNull(asked.get("account"));
        BigDecimal amount = new BigDecimal(Objects.requireNonNull(asked.get("amount")));
        String transaction = purchases.buy(String.valueOf(due.id()), account, amount, asked.getOrDefault("reference", ""));
        if (timeline.isBehind()) {
            runs.start("timeline", TimelineBuild.request(false));
        }
        return amount.toPlainString() + " credited to " + account + " as " + transaction;
    }

    /** The month that was asked for, else the one before that in which it was due. */
    private static YearMonth month(DueRuns.DueRun due) {
        String month = due.arguments().get("month");
        Instant at = due.dueAt();
        return month == null ? YearMonth.from(at.atOffset(ZoneOffset.UTC)).minusMonths(1) : YearMonth.parse(month);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
