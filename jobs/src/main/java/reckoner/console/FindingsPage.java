package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import reckoner.Failure;
import reckoner.activity.Names;
import reckoner.reconcile.Acceptance;
import reckoner.reconcile.Check;
import reckoner.reconcile.Checks;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.NextStep;
import reckoner.reconcile.Reconciliations;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** The findings: filter, read, and work them. Who acts is who is signed in. */
@Controller
class FindingsPage {

    private static final int SHOWN = 100;
    private static final List<String> STATES = List.of("open", "assigned", "proposed", "accepted", "resolved");

    private final Discrepancies discrepancies;
    private final Checks checks;
    private final Names names;
    private final Users users;

    FindingsPage(Discrepancies discrepancies, Checks checks, Names names, Users users) {
        this.discrepancies = discrepancies;
        this.checks = checks;
        this.names = names;
        this.users = users;
    }

    @GetMapping("/discrepancies")
    String list(@RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String check, @RequestParam(defaultValue = "") String assignee,
            @RequestParam(required = false) @Nullable Long after, Model model) {
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw Failure.command("There is no state '%s'. Choose one of %s.".formatted(state, STATES));
        }
        names.requireAccount(empty(account));
        Discrepancies.Filter filter = new Discrepancies.Filter(empty(state), empty(account), empty(check), empty(assignee));
        Page<Reconciliations.Discrepancy> page = Page.of(discrepancies.page(filter, after, SHOWN + 1), SHOWN, one -> String.valueOf(one.id()));
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("state", state);
        query.put("account", account);
        query.put("check", check);
        query.put("assignee", assignee);
        query.put("after", page.next());
        model.addAttribute("found", page.rows());
        model.addAttribute("count", discrepancies.counts(filter).values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute("next", page.next() == null ? null : "/discrepancies" + Show.query(query));
        model.addAttribute("state", state);
        model.addAttribute("account", account);
        model.addAttribute("check", check);
        model.addAttribute("assignee", assignee);
        model.addAttribute("states", STATES);
        model.addAttribute("checks", checks.all().stream().map(Check::name).toList());
        return "discrepancies";
    }

    @GetMapping("/discrepancy")
    String show(@RequestParam long id, Model model) {
        Reconciliations.Discrepancy finding = found(id);
        model.addAttribute("d", finding);
        model.addAttribute("zone", discrepancies.zone(id));
        model.addAttribute("standing", discrepancies.standing(id));
        model.addAttribute("history", discrepancies.history(id));
        model.addAttribute("proves", checks.all().stream().filter(c -> c.name().equals(finding.check())).map(Check::proves).findFirst().orElse(""));
        model.addAttribute("nextStep", NextStep.of(finding));
        model.addAttribute("reasons", Acceptance.Reason.values());
        model.addAttribute("limit", discrepancies.limit());
        model.addAttribute("people", users.all().stream().filter(u -> u.disabledAt() == null && !u.role().equals("operator")).map(Users.User::name).toList());
        return "discrepancy";
    }

    @PostMapping("/discrepancy/assign")
    String assign(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam String to, @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request, RedirectAttributes flash) {
        begin(request, id);
        discrepancies.assign(id, to, me.name(), note);
        return done(id, flash, "Assigned to " + to + ".");
    }

    @PostMapping("/discrepancy/accept")
    String accept(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam String reason, @RequestParam String note,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable BigDecimal upTo, HttpServletRequest request, RedirectAttributes flash) {
        begin(request, id);
        Acceptance.Reason why = Acceptance.Reason.keyed(reason).orElseThrow(() -> Failure.command("There is no reason '" + reason + "'. Nothing was changed."));
        if (note.isBlank() || upTo != null && (upTo.signum() < 0 || upTo.stripTrailingZeros().scale() > 6)) {
            throw Failure.command("To accept takes a note, and as the most it may become an amount of 0.00 or more. Nothing was changed.");
        }
        Instant end = until == null ? null : until.plusDays(1).atStartOfDay(discrepancies.zone(id)).toInstant();
        boolean holds = discrepancies.accept(id, new Acceptance(why, note, end, upTo), me.name());
        return done(id, flash, holds ? "Accepted." : "Proposed: more than " + discrepancies.limit() + " is at stake, so a second person must confirm it.");
    }

    @PostMapping("/discrepancy/confirm")
    String confirm(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request, RedirectAttributes flash) {
        begin(request, id);
        discrepancies.confirm(id, me.name(), note);
        return done(id, flash, "Confirmed: it is accepted.");
    }

    @PostMapping("/discrepancy/resolve")
    String resolve(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request, RedirectAttributes flash) {
        begin(request, id);
        discrepancies.resolve(id, me.name(), note);
        return done(id, flash, "Resolved. It comes back at the next run if its row still disagrees.");
    }

    @PostMapping("/discrepancy/reopen")
    String reopen(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request, RedirectAttributes flash) {
        begin(request, id);
        discrepancies.reopen(id, me.name(), note);
        return done(id, flash, "Open again.");
    }

    private void begin(HttpServletRequest request, long id) {
        Acts.about(request, "discrepancy " + id);
        found(id);
    }

    private Reconciliations.Discrepancy found(long id) {
        try {
            return discrepancies.show(id);
        } catch (Failure e) {
            throw new Access.NotFound("discrepancy " + id);
        }
    }

    private static String done(long id, RedirectAttributes flash, String said) {
        flash.addFlashAttribute("said", said);
        return "redirect:/discrepancy?id=" + id;
    }

    private static @Nullable String empty(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
