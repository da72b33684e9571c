package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import reckoner.run.RunHistory;
import reckoner.run.Runs;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Task;
import reckoner.users.SignedIn;

/** Batch runs and what is due: how they go, and for admins restart, stop and recover. */
@Controller
class RunsPage {

    private static final int SHOWN = 50;

    private final RunHistory history;
    private final Runs runs;
    private final DueRuns dueRuns;
    private final Confirmation confirmation;
    private final Asking asking;
    private final Clock clock;

    RunsPage(RunHistory history, Runs runs, DueRuns dueRuns, Confirmation confirmation, Asking asking, Clock clock) {
        this.history = history;
        this.runs = runs;
        this.dueRuns = dueRuns;
        this.confirmation = confirmation;
        this.asking = asking;
        this.clock = clock;
    }

    @GetMapping("/runs")
    String list(Model model) {
        model.addAttribute("open", dueRuns.open());
        model.addAttribute("runs", history.newest(SHOWN));
        model.addAttribute("now", clock.instant());
        return "runs";
    }

    @GetMapping("/run")
    String show(@RequestParam long id, Model model) {
        model.addAttribute("run", found(id));
        model.addAttribute("steps", history.steps(id));
        model.addAttribute("now", clock.instant());
        return "run";
    }

    @PostMapping("/runs/restart")
    String restart(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam String key, HttpServletRequest request) {
        Acts.about(request, "run " + id);
        found(id);
        return "redirect:" + asking.ask(Task.RESTART, Map.of("run", String.valueOf(id)), me, key);
    }

    @PostMapping("/runs/stop")
    String stop(@AuthenticationPrincipal SignedIn me, @RequestParam long id, @RequestParam(defaultValue = "") String own,
            HttpServletRequest request, RedirectAttributes flash) {
        Acts.about(request, "run " + id);
        found(id);
        confirmation.require(me, own, request);
        runs.stop(id);
        flash.addFlashAttribute("said", "Asked to stop: it does at its next commit, and can be continued.");
        return "redirect:/run?id=" + id;
    }

    /** Wants it confirmed: it marks what looks alive as dead. */
    @PostMapping("/runs/recover")
    String recover(@AuthenticationPrincipal SignedIn me, @RequestParam(defaultValue = "") String own, HttpServletRequest request, RedirectAttributes flash) {
        Acts.about(request, "interrupted runs");
        confirmation.require(me, own, request);
        int healed = runs.recover();
        flash.addFlashAttribute("said", healed == 0 ? "Nothing to recover." : healed + " interrupted runs can be continued now.");
        return "redirect:/runs";
    }

    private RunHistory.Attempt found(long id) {
        return history.withId(id).stream().findFirst().orElseThrow(() -> new Access.NotFound("run " + id));
    }
}
