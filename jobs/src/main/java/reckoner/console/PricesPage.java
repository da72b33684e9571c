package reckoner.console;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.activity.Names;
import reckoner.activity.PriceLists;

/** What each service costs on a day, by plan, and over time. */
@Controller
class PricesPage {

    private final PriceLists prices;
    private final Names names;
    private final JdbcClient database;
    private final Clock clock;

    PricesPage(PriceLists prices, Names names, JdbcClient database, Clock clock) {
        this.prices = prices;
        this.names = names;
        this.database = database;
        this.clock = clock;
    }

    @GetMapping("/prices")
    String prices(@RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String plan, @RequestParam(required = false) @Nullable String service, Model model) {
        String onPlan = plan == null || plan.isBlank() ? null : plan.strip();
        String of = service == null || service.isBlank() ? null : service.strip();
        names.requirePlan(onPlan);
        names.requireService(of);
        Instant at = date == null ? clock.instant() : date.atStartOfDay(ZoneOffset.UTC).toInstant();
        model.addAttribute("at", at);
        model.addAttribute("day", at.atOffset(ZoneOffset.UTC).toLocalDate());
        model.addAttribute("plan", onPlan);
        model.addAttribute("service", of);
        model.addAttribute("prices", prices.inForce(at, onPlan, of));
        model.addAttribute("history", of == null ? List.of() : prices.history(onPlan, of));
        model.addAttribute("plans", database.sql("select plan from price where plan <> '' union select plan from plan_change order by 1")
                .query(String.class).list());
        return "prices";
    }
}
