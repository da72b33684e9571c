package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Heart;
import reckoner.schedule.Schedules;
import reckoner.users.SignedIn;

/** What runs by itself, when next, and what came of it. */
@Controller
class SchedulePage {

    private static final int SHOWN = 40;

    private final Schedules schedules;
    private final DueRuns dueRuns;
    private final Heart heart;

    SchedulePage(Schedules schedules, DueRuns dueRuns, Heart heart) {
        this.schedules = schedules;
        this.dueRuns = dueRuns;
        this.heart = heart;
    }

    @GetMapping("/schedule")
    String schedule(@RequestParam(required = false) @Nullable String name, @RequestParam(required = false) @Nullable Long before, Model model) {
        Page<DueRuns.DueRun> page = Page.of(dueRuns.newest(name, before, SHOWN + 1), SHOWN, run -> String.valueOf(run.id()));
        model.addAttribute("entries", schedules.entries(3));
        model.addAttribute("name", name);
        model.addAttribute("due", page.rows());
        model.addAttribute("next", page.next() == null ? null : "/schedule?before=" + page.next() + (name == null ? "" : "&name=" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)));
        return "schedule";
    }

    @PostMapping("/schedule/pause")
    String pause(@AuthenticationPrincipal SignedIn me, @RequestParam String name, HttpServletRequest request) {
        Acts.about(request, name);
        schedules.pause(name, me.name());
        return "redirect:/schedule";
    }

    @PostMapping("/schedule/resume")
    String resume(@RequestParam String name, HttpServletRequest request) {
        Acts.about(request, name);
        schedules.resume(name);
        return "redirect:/schedule";
    }

    @PostMapping("/schedule/now")
    String now(@AuthenticationPrincipal SignedIn me, @RequestParam String name, @RequestParam String key, HttpServletRequest request) {
        Acts.about(request, name);
        long asked = schedules.runNow(name, me.name(), me.user() + " " + key);
        heart.nudge();
        return "redirect:/due?id=" + asked;
    }
}
