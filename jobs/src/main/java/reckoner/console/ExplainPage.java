package reckoner.console;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.reconcile.Explanations;
import reckoner.users.SignedIn;

/** Why a balance is what it is. */
@Controller
class ExplainPage {

    private final Explanations explanations;
    private final Access access;
    private final Clock clock;

    ExplainPage(Explanations explanations, Access access, Clock clock) {
        this.explanations = explanations;
        this.access = access;
        this.clock = clock;
    }

    /** After everything of a day, or of now. */
    @GetMapping("/explain")
    String explain(@AuthenticationPrincipal SignedIn me, @RequestParam String account,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date, Model model) {
        Access.Account of = access.account(me, account);
        LocalDate day = date == null ? LocalDate.now(clock.withZone(of.zone())) : date;
        model.addAttribute("account", of);
        model.addAttribute("day", day);
        model.addAttribute("e", explanations.explain(of.id(),
                date == null ? clock.instant() : date.plusDays(1).atStartOfDay(of.zone()).toInstant().minusNanos(1_000)));
        return "explain";
    }
}
