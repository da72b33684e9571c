package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
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
import reckoner.Failure;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.activity.Balances;
import reckoner.ledger.DateRange;
import reckoner.purchase.Purchases;
import reckoner.schedule.Task;
import reckoner.table.Figures;
import reckoner.timeline.Timeline;
import reckoner.timeline.TimelineBuild;
import reckoner.users.SignedIn;

/** All accounts with their balances, and the dashboard of one. */
@Controller
class DashboardPage {

    private static final int SHOWN = 100;
    private static final int LONGEST = 100;
    private static final int RECENT = 10;

    private final Access access;
    private final Balances balances;
    private final Timeline timeline;
    private final TimelineBuild build;
    private final ActivityLog log;
    private final Asking asking;
    private final Confirmation confirmation;
    private final ConsoleSettings settings;
    private final Clock clock;

    DashboardPage(Access access, Balances balances, Timeline timeline, TimelineBuild build, ActivityLog log, Asking asking,
            Confirmation confirmation, ConsoleSettings settings, Clock clock) {
        this.access = access;
        this.balances = balances;
        this.timeline = timeline;
        this.build = build;
        this.log = log;
        this.asking = asking;
        this.confirmation = confirmation;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/")
    String accounts(@AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String after, Model model) {
        if (search.length() > LONGEST) {
            throw Failure.command("The search has more than " + LONGEST + " characters. Shorten it.");
        }
        Page<Access.Account> page = Page.of(access.page(me, search, after, SHOWN + 1), SHOWN, Access.Account::id);
        if (!me.seesAll() && page.rows().size() == 1 && search.isBlank() && after == null) {
            return "redirect:/dashboard" + Show.query(Map.of("account", page.rows().get(0).id()));
        }
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("search", search);
        query.put("after", page.next());
        model.addAttribute("accounts", balances.of(page.rows().stream().map(Access.Account::id).toList()));
        model.addAttribute("next", page.next() == null ? null : "/" + Show.query(query));
        model.addAttribute("search", search);
        return "accounts";
    }

    @GetMapping("/dashboard")
    String dashboard(@AuthenticationPrincipal SignedIn me, @RequestParam String account, @RequestParam(defaultValue = "year") String range,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to, Model model) {
        Access.Account shown = access.account(me, account);
        Span span = Span.of(range, from, to, clock, shown.zone());
        Timeline.Filter filter = new Timeline.Filter(shown.id(), null, null);
        model.addAttribute("account", shown);
        model.addAttribute("balance", balances.current(shown.id()).get(0));
        model.addAttribute("span", span);
        model.addAttribute("choices", List.of(Span.Choice.YEAR, Span.Choice.MONTH, Span.Choice.DATES));
        model.addAttribute("path", "/dashboard" + Show.query(Map.of("account", shown.id())) + "&");
        model.addAttribute("hidden", Map.of("account", shown.id()));
        model.addAttribute("blocks", Chart.blocks(timeline.buckets(filter, span.grain(), span.range())));
        model.addAttribute("parts", Chart.parts(timeline.engines(filter, span.range())));
        model.addAttribute("recent", log.page(new ActivityFilter(shown.id(), null, null, null, null, DateRange.always(), null), null, RECENT));
        model.addAttribute("behind", build.isBehind());
        model.addAttribute("confirmAbove", Figures.plainMoney(settings.confirmPurchase()));
        model.addAttribute("minimum", Figures.plainMoney(settings.minimumPurchase()));
        return "dashboard";
    }

    /** Record a purchase; it goes into the ledger as a due run of its own. */
    @PostMapping("/dashboard/buy")
    String buy(@AuthenticationPrincipal SignedIn me, @RequestParam String account, @RequestParam String amount, @RequestParam String reference,
            @RequestParam(defaultValue = "") String own, @RequestParam String key, HttpServletRequest request) {
        Acts.about(request, account + ": " + amount + ", " + reference);
        Access.Account of = access.account(me, account);
        if (reference.isBlank() || reference.length() > 100) {
            throw Failure.command("A reference is needed: how the payment can be found again, at most 100 characters. Nothing was changed.");
        }
        BigDecimal credits = Purchases.amount(amount, settings.minimumPurchase());
        if (credits.compareTo(settings.confirmPurchase()) > 0) {
            confirmation.require(me, own, request);
        }
        return "redirect:" + asking.ask(Task.BUY, Map.of("account", of.id(), "amount", credits.toPlainString(), "reference", reference.strip()), me, key);
    }
}
