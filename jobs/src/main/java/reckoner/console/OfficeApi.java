package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reckoner.Failure;
import reckoner.ledger.DateRange;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.Reconciliations;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Task;
import reckoner.table.Figures;
import reckoner.users.SignedIn;
/** What finance and admins ask by program: findings, reconciliations and how they go. */
@RestController
@RequestMapping("/api")
class OfficeApi {

    private final Discrepancies discrepancies;
    private final Reconciliations reconciliations;
    private final DueRuns dueRuns;
    private final Access access;
    private final EventsPage events;
    private final Asking asking;

    OfficeApi(Discrepancies discrepancies, Reconciliations reconciliations, DueRuns dueRuns, Access access, EventsPage events, Asking asking) {
        this.discrepancies = discrepancies;
        this.reconciliations = reconciliations;
        this.dueRuns = dueRuns;
        this.access = access;
        this.events = events;
        this.asking = asking;
    }

    record FindingRow(@Nullable Long id, String check, String severity, @Nullable String account, @Nullable String event, @Nullable String transaction,
            @Nullable String usage, @Nullable String payment, @Nullable Instant occurredAt, String expected, String actual, String difference, String cause,
            String explanation, String state) {}

    record ReconcileAsked(@Nullable String account, @Nullable String event, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean full) {}

    @GetMapping("/discrepancies")
    Page<FindingRow> discrepancies(@RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String check, @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable Long after, @RequestParam(defaultValue = "100") int limit) {
        Discrepancies.Filter filter = new Discrepancies.Filter(state, account, check, assignee);
        Page<Reconciliations.Discrepancy> page = Page.of(discrepancies.page(filter, after, Api.size(limit) + 1), limit, one -> String.valueOf(one.id()));
        return new Page<>(page.rows().stream().map(OfficeApi::finding).toList(), page.next());
    }

    /** Asks for a run; asked again with the same {@code Idempotency-Key} it is the same one. */
    @PostMapping("/reconciliations")
    ResponseEntity<Map<String, Object>> reconcile(@AuthenticationPrincipal SignedIn me, @RequestBody ReconcileAsked asked,
            @RequestHeader("Idempotency-Key") String key, HttpServletRequest request) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (asked.account() != null) {
            arguments.put("account", access.account(me, asked.account()).id());
        }
        if (asked.event() != null) {
            arguments.put("event", events.visible(me, asked.event()).id());
        }
        DateRange.between(asked.from(), asked.to());
        if (asked.from() != null) {
            arguments.put("from", asked.from().toString());
        }
        if (asked.to() != null) {
            arguments.put("to", asked.to().toString());
        }
        if (Boolean.TRUE.equals(asked.full())) {
            arguments.put("full", "true");
        }
        if (key.isBlank() || key.length() > 100) {
            throw Failure.command("The Idempotency-Key must have 1 to 100 characters. Nothing was started.");
        }
        Acts.about(request, arguments.isEmpty() ? "whole ledger" : arguments.toString());
        String id = asking.ask(Task.RECONCILE, arguments, me, "api " + key).replaceAll("\\D", "");
        return ResponseEntity.status(HttpStatus.ACCEPTED).header("Location", "/api/due?id=" + id).body(Map.of("id", Long.parseLong(id)));
    }

    @GetMapping("/due")
    DueRuns.DueRun due(@RequestParam long id) {
        return dueRuns.find(id).orElseThrow(() -> new Access.NotFound("due run " + id));
    }

    @GetMapping("/reconciliations")
    List<Reconciliations.Past> reconciliations(@RequestParam(defaultValue = "100") int limit) {
        return reconciliations.newest(Api.size(limit), false);
    }

    private static FindingRow finding(Reconciliations.Discrepancy d) {
        return new FindingRow(d.id(), d.check(), d.severity(), d.account(), d.event(), d.transaction(), d.usage(), d.payment(), d.occurredAt(),
                text(d.expected()), text(d.actual()), text(d.difference()), d.cause(), d.explanation(), d.state());
    }

    private static String text(BigDecimal credits) {
        return Figures.plainMoney(credits);
    }
}
