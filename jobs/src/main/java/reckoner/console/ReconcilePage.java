package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.activity.Names;
import reckoner.ledger.DateRange;
import reckoner.reconcile.Check;
import reckoner.reconcile.Checks;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.Reconciliations;
import reckoner.schedule.Task;
import reckoner.users.SignedIn;

/** Reconciliation: run it, what it found, and how that went over time. */
@Controller
class ReconcilePage {

    private static final int PAST = 30;
    private static final int SHOWN = 100;

    private final Reconciliations reconciliations;
    private final Discrepancies discrepancies;
    private final Checks checks;
    private final Names names;
    private final Access access;
    private final Asking asking;

    ReconcilePage(Reconciliations reconciliations, Discrepancies discrepancies, Checks checks, Names names, Access access, Asking asking) {
        this.reconciliations = reconciliations;
        this.discrepancies = discrepancies;
        this.checks = checks;
        this.names = names;
        this.access = access;
        this.asking = asking;
    }

    @GetMapping("/reconciliation")
    String home(@AuthenticationPrincipal SignedIn me, Model model) {
        List<Reconciliations.Past> trend = new ArrayList<>(reconciliations.newest(PAST, true));
        Collections.reverse(trend);
        model.addAttribute("trend", trend);
        model.addAttribute("past", reconciliations.newest(PAST, false));
        model.addAttribute("states", discrepancies.counts(new Discrepancies.Filter(null, null, null, null)));
        model.addAttribute("accounts", access.choices(me));
        return "reconciliation";
    }

    @PostMapping("/reconciliation/run")
    String run(@AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String full, @RequestParam String key, HttpServletRequest request) {
        Map<String, String> arguments = new LinkedHashMap<>();
        put(arguments, "account", account);
        put(arguments, "event", event);
        put(arguments, "from", from);
        put(arguments, "to", to);
        put(arguments, "full", full == null ? null : "true");
        Acts.about(request, arguments.isEmpty() ? "whole ledger" : arguments.toString());
        names.requireAccount(arguments.get("account"));
        names.requireEvent(arguments.get("event"));
        DateRange.between(from, to);
        return "redirect:" + asking.ask(Task.RECONCILE, arguments, me, key);
    }

    @GetMapping("/reconciliation/result")
    String result(@RequestParam long run, Model model) {
        Reconciliations.Past past = reconciliations.newest(1_000, false).stream().filter(one -> one.run() == run).findFirst()
                .orElseThrow(() -> new Access.NotFound("reconciliation " + run));
        Reconciliations.Result result = reconciliations.result(run);
        model.addAttribute("past", past);
        model.addAttribute("result", result);
        model.addAttribute("proves", checks.all().stream().collect(Collectors.toMap(Check::name, Check::proves)));
        model.addAttribute("shown", result.discrepancies().stream().limit(SHOWN).toList());
        model.addAttribute("gone", result.discrepancies().isEmpty() && past.errors() + past.warnings() > 0);
        return "result";
    }

    private static void put(Map<String, String> arguments, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            arguments.put(name, value.toString().strip());
        }
    }
}
