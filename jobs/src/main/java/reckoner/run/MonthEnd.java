package reckoner.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.delivery.Deliveries;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.statements.EventsRequest;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;

/**
 * The month end: load what lies in the inbox, timeline, reconcile, statements, event reports, delivery. Each stage is a job of its
 * own; its number is kept before it starts, so that after a stop or a kill the same command goes on where it was.
 */
@Component
public class MonthEnd {

    /** What a month end does, in this order. */
    public enum Stage {
        LOAD,
        TIMELINE,
        RECONCILE,
        STATEMENTS,
        EVENTS,
        DELIVERY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came of it.
     *
     * @param receipts of the files that were loaded by this call
     * @param deliveries empty where this site delivers nothing
     */
    public record Closed(
            List<Receipt> receipts,
            Reconciliations.Result reconciliation,
            List<Outcomes.StatementOutcome> statements,
            List<Outcomes.EventOutcome> events,
            List<Deliveries.Delivery> deliveries,
            boolean wasDone) {}

    private final Runs runs;
    private final Intake intake;
    private final Reconciliations reconciliations;
    private final Outcomes outcomes;
    private final Deliveries deliveries;
    private final JdbcClient database;
    private final Clock clock;

    MonthEnd(Runs runs, Intake intake, Reconciliations reconciliations, Outcomes outcomes, Deliveries deliveries,
            JdbcClient database, Clock clock) {
        this.runs = runs;
        this.intake = intake;
        this.reconciliations = reconciliations;
        this.outcomes = outcomes;
        this.deliveries = deliveries;
        this.database = database;
        this.clock = clock;
    }

    /** Close the month, or finish what an earlier call began; {@code redo} begins again. */
    public Closed close(YearMonth month, boolean redo, Consumer<Stage> begins) {
        if (month.atEndOfMonth().isAfter(java.time.LocalDate.now(clock))) {
            throw Failure.command("%s is not over. Nothing was changed. Close it from %s on.".formatted(month, month.plusMonths(1).atDay(1)));
        }
        return runs.exclusively("close --month " + month, () -> {
            if (redo) {
                database.sql("delete from month_end where month = :month").param("month", month.toString()).update();
            }
            boolean wasDone = unfinished(month).isEmpty();
            List<Receipt> receipts = wasDone ? List.of() : load(month, begins);
            stage(month, Stage.TIMELINE, outcomes::nextRequest, begins,
                    request -> runs.start("timeline", new JobParametersBuilder().addLong("request", request).toJobParameters()));
            long reconcile = stage(month, Stage.RECONCILE, () -> reconciliations.register(ReconcileRequest.everything()), begins,
                    run -> runs.start("reconcile", ReconcileRequest.everything().parameters(run)));
            StatementsRequest statements = new StatementsRequest(month, List.of(), documents(), false);
            long issued = stage(month, Stage.STATEMENTS, outcomes::nextRequest, begins,
                    request -> runs.start(StatementsRequest.JOB, statements.parameters(request)));
            EventsRequest events = new EventsRequest(List.of(), month.atDay(1), month.atEndOfMonth(), documents());
            long reported = stage(month, Stage.EVENTS, outcomes::nextRequest, begins,
                    request -> runs.start(EventsRequest.JOB, events.parameters(request)));
            List<Deliveries.Delivery> delivered = !deliveries.isOn() ? List.of() : deliveries.of(stage(month, Stage.DELIVERY, deliveries::nextRequest,
                    begins, request -> runs.start(Deliveries.JOB, deliveries.parameters(request, month, false))));
            return new Closed(receipts, reconciliations.result(reconcile), outcomes.statements(issued), outcomes.events(reported), delivered, wasDone);
        });
    }

    /** Files have an identity of their own, so loading needs no number; a refused file stops the month end. */
    private List<Receipt> load(YearMonth month, Consumer<Stage> begins) {
        begins.accept(Stage.LOAD);
        List<Receipt> receipts = intake.load(List.<Path>of(), null, 0, parameters -> runs.start("load", parameters));
        List<String> refused = receipts.stream().filter(r -> r.state() == Receipt.State.REFUSED).map(Receipt::file).toList();
        if (!refused.isEmpty()) {
            throw Failure.input(("Refused: %s. The reasons are in quarantine/. Nothing of the refused files was loaded and %s is not closed."
                    + " Correct them, put them into the inbox and type the same command again.").formatted(String.join(", ", refused), month));
        }
        finish(month, Stage.LOAD, begin(month, Stage.LOAD, () -> 0));
        return receipts;
    }

    private long stage(YearMonth month, Stage stage, LongSupplier newRequest, Consumer<Stage> begins, Consumer<Long> work) {
        if (!unfinished(month).contains(stage)) {
            return begin(month, stage, newRequest);
        }
        begins.accept(stage);
        long request = begin(month, stage, newRequest);
        work.accept(request);
        finish(month, stage, request);
        return request;
    }

    private Set<Stage> unfinished(YearMonth month) {
        Set<Stage> stages = EnumSet.allOf(Stage.class);
        if (!deliveries.isOn()) {
            stages.remove(Stage.DELIVERY);
        }
        database.sql("select stage from month_end where month = :month and finished_at is not null")
                .param("month", month.toString()).query(String.class).list()
                .forEach(done -> stages.remove(Stage.valueOf(done.toUpperCase(Locale.ROOT))));
        return stages;
    }

    private long begin(YearMonth month, Stage stage, LongSupplier newRequest) {
        @Nullable Long known = database.sql("select request from month_end where month = :month and stage = :stage")
                .param("month", month.toString()).param("stage", stage.key()).query(Long.class).optional().orElse(null);
        if (known != null) {
            return known;
        }
        long request = newRequest.getAsLong();
        database.sql("insert into month_end (month, stage, request) values (:month, :stage, :request)")
                .param("month", month.toString()).param("stage", stage.key()).param("request", request).update();
        return request;
    }

    private void finish(YearMonth month, Stage stage, long request) {
        database.sql("update month_end set finished_at = :now where month = :month and stage = :stage and request = :request")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("month", month.toString()).param("stage", stage.key()).param("request", request).update();
    }

    private static Set<Format> documents() {
        return Set.of(Format.PDF, Format.XLSX);
    }
}
