package reckoner.console;

import java.util.Map;
import org.springframework.stereotype.Component;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Heart;
import reckoner.schedule.Task;
import reckoner.users.SignedIn;

/** Asks for runs: they are due now, and whoever runs what is due takes them. */
@Component
class Asking {

    private final DueRuns dueRuns;
    private final Heart heart;

    Asking(DueRuns dueRuns, Heart heart) {
        this.dueRuns = dueRuns;
        this.heart = heart;
    }

    /** Ask once per key; returns the address of the page that shows how it goes. */
    String ask(Task task, Map<String, String> arguments, SignedIn me, String key) {
        long asked = dueRuns.ask(task, arguments, me.name(), me.user() + " " + key);
        heart.nudge();
        return "/due?id=" + asked;
    }
}
