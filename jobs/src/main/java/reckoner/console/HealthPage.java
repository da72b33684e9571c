package reckoner.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is everything as it must be? */
@Controller
class HealthPage {

    private final Vitals vitals;

    HealthPage(Vitals vitals) {
        this.vitals = vitals;
    }

    @GetMapping("/health")
    String health(Model model) {
        model.addAttribute("signs", vitals.all());
        return "health";
    }
}
