package reckoner.console;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reckoner.activity.Activity;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.activity.Events;
import reckoner.ledger.DateRange;
import reckoner.timeline.Buckets;
import reckoner.timeline.Timeline;
import reckoner.timeline.TimelineBuild;
import reckoner.users.SignedIn;

/** The events, and the analytics of one. */
@Controller
class EventsPage {

    private static final int PAGE = 30;
    private static final int ACTIVITIES = 25;

    private final Access access;
    private final Events events;
    private final Timeline timeline;
    private final TimelineBuild build;
    private final ActivityLog log;
    private final Clock clock;

    EventsPage(Access access, Events events, Timeline timeline, TimelineBuild build, ActivityLog log, Clock clock) {
        this.access = access;
        this.events = events;
        this.timeline = timeline;
        this.build = build;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping("/events")
    String events(@AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String search, @RequestParam(required = false) @Nullable String after, Model model) {
        Access.Account chosen = access.chosen(me, account).orElse(null);
        Page<Events.Event> page = page(chosen, search, after, PAGE);
        model.addAttribute("account", chosen);
        model.addAttribute("accounts", access.choices(me));
        model.addAttribute("search", search);
        model.addAttribute("events", page.rows());
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("account", chosen == null ? null : chosen.id());
        query.put("search", search);
        query.put("after", page.next());
        model.addAttribute("next", page.next() == null ? null : "/events" + Show.query(query));
        model.addAttribute("behind", build.isBehind());
        return "events";
    }

    /** Events of an account, or of all; {@code after} is what {@link Page#next} said. */
    Page<Events.Event> page(Access.@Nullable Account account, @Nullable String search, @Nullable String after, int size) {
        String id = account == null ? null : account.id();
        String wanted = search == null || search.isBlank() ? null : search.strip();
        return Page.of(events.page(id, wanted, after == null ? null : position(after), size + 1), size,
                event -> (event.startsAt() == null ? "" : event.startsAt()) + "_" + event.id());
    }

    @GetMapping("/event")
    String event(@AuthenticationPrincipal SignedIn me, @RequestParam String id, @RequestParam(defaultValue = "event") String range,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String after, Model model) {
        Events.Event event = visible(me, id);
        Timeline.Filter filter = new Timeline.Filter(event.account(), event.id(), null);
        boolean whole = Span.choice(range) == Span.Choice.EVENT && event.isDated();
        Span span = whole ? Span.event(Objects.requireNonNull(event.startsAt()), Objects.requireNonNull(event.endsAt()), event.zone())
                : Span.of(range, from, to, clock, event.zone());
        Buckets buckets = whole ? timeline.duringEvent(filter, span.grain()) : timeline.buckets(filter, span.grain(), span.range());
        ActivityFilter rows = new ActivityFilter(event.account(), event.id(), null, null, null, DateRange.always(), null);
        Page<Activity> page = Page.of(log.page(rows, Cursor.position(after), ACTIVITIES + 1), ACTIVITIES, Cursor::of);
        List<Span.Choice> choices = new ArrayList<>(List.of(Span.Choice.values()));
        if (!event.isDated()) {
            choices.remove(Span.Choice.EVENT);
        }
        model.addAttribute("event", event);
        model.addAttribute("span", span);
        model.addAttribute("choices", choices);
        model.addAttribute("path", "/event" + Show.query(Map.of("id", event.id())) + "&");
        model.addAttribute("hidden", Map.of("id", event.id()));
        model.addAttribute("blocks", Chart.blocks(buckets));
        model.addAttribute("parts", Chart.parts(timeline.engines(filter, DateRange.always())));
        model.addAttribute("rows", page.rows());
        model.addAttribute("next", page.next() == null ? null : "/event" + Show.query(query(event.id(), span, page.next())));
        model.addAttribute("behind", build.isBehind());
        return "event";
    }

    /** The event, where this user sees its account. */
    Events.Event visible(SignedIn me, String id) {
        Events.Event event = events.find(id).orElseThrow(() -> new Access.NotFound("event " + id));
        if (event.account() == null) {
            if (!me.seesAll()) {
                throw new Access.NotFound("event " + id);
            }
        } else {
            access.account(me, event.account());
        }
        return event;
    }

    private static Map<String, @Nullable Object> query(String event, Span span, String after) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("id", event);
        query.put("range", span.choice().key());
        if (span.choice() == Span.Choice.DATES) {
            query.put("from", span.range().from());
            query.put("to", span.range().to());
        }
        query.put("after", after);
        return query;
    }

    private static Events.Position position(String after) {
        int bar = after.indexOf('_');
        if (bar < 0) {
            throw Cursor.wrong(after);
        }
        try {
            return new Events.Position(bar == 0 ? null : Instant.parse(after.substring(0, bar)), after.substring(bar + 1));
        } catch (java.time.format.DateTimeParseException e) {
            throw Cursor.wrong(after);
        }
    }
}
