package reckoner.console;

import java.time.Clock;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.Failure;
import reckoner.run.RunHistory;
import reckoner.schedule.DueRuns;
import reckoner.users.SignedIn;

/** How a run goes that somebody asked for, while it goes. */
@Controller
class DuePage {

    private final DueRuns dueRuns;
    private final RunHistory history;
    private final Clock clock;

    DuePage(DueRuns dueRuns, RunHistory history, Clock clock) {
        this.dueRuns = dueRuns;
        this.history = history;
        this.clock = clock;
    }

    /** A batch run within it, with its steps. */
    public record Work(RunHistory.Attempt attempt, List<RunHistory.StepAttempt> steps) {}

    @GetMapping("/due")
    String due(@RequestParam long id, Model model) {
        DueRuns.DueRun due = dueRuns.find(id).orElseThrow(() -> new Access.NotFound("due run " + id));
        List<DueRuns.DueRun> open = dueRuns.open();
        model.addAttribute("due", due);
        model.addAttribute("duration", due.duration(clock.instant()));
        model.addAttribute("before", open.stream().filter(other -> other.dueAt().isBefore(due.dueAt())).count());
        // One run at a time: whatever batch run began since then and before its end is part of it.
        model.addAttribute("work", due.startedAt() == null ? List.of() : history.newest(30).stream()
                .filter(attempt -> !attempt.startedAt().isBefore(due.startedAt()) && (due.finishedAt() == null || attempt.startedAt().isBefore(due.finishedAt())))
                .sorted(java.util.Comparator.comparingLong(RunHistory.Attempt::id))
                .map(attempt -> new Work(attempt, history.steps(attempt.id()))).toList());
        return "due";
    }

    @PostMapping("/due/cancel")
    String cancel(@AuthenticationPrincipal SignedIn me, @RequestParam long id, jakarta.servlet.http.HttpServletRequest request) {
        Acts.about(request, "due run " + id);
        if (!dueRuns.cancel(id, me.name())) {
            throw Failure.command("Run " + id + " has begun or ended. Nothing was changed.");
        }
        return "redirect:/due?id=" + id;
    }
}
