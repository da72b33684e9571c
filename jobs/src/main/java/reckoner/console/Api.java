package reckoner.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reckoner.Failure;
import reckoner.activity.Activity;
import reckoner.activity.ActivityLog;
import reckoner.activity.Balances;
import reckoner.activity.Events;
import reckoner.activity.Names;
import reckoner.activity.PriceLists;
import reckoner.ledger.DateRange;
import reckoner.ledger.Money;
import reckoner.statements.IssuedList;
import reckoner.timeline.Grain;
import reckoner.timeline.Timeline;
import reckoner.users.SignedIn;

/** The pages' answers for programs: JSON, money as text, times with an offset, lists page by page. Described in openapi.yaml. */
@RestController
@RequestMapping("/api")
class Api {

    private static final int MOST = 1_000;

    private final Access access;
    private final Balances balances;
    private final ActivityLog log;
    private final ActivityQuery queries;
    private final EventsPage events;
    private final PriceLists prices;
    private final Timeline timeline;
    private final IssuedList issued;
    private final Names names;
    private final Clock clock;

    Api(Access access, Balances balances, ActivityLog log, ActivityQuery queries, EventsPage events, PriceLists prices, Timeline timeline,
            IssuedList issued, Names names, Clock clock) {
        this.access = access;
        this.balances = balances;
        this.log = log;
        this.queries = queries;
        this.events = events;
        this.prices = prices;
        this.timeline = timeline;
        this.issued = issued;
        this.names = names;
        this.clock = clock;
    }

    record BalanceRow(String account, String name, @Nullable String balance, String currency, @Nullable String asOf, String timeZone) {}

    record EventRow(String event, String name, @Nullable String account, @Nullable String startsAt, @Nullable String endsAt, long activities, String creditsUsed) {}

    record BlockRow(String startsAt, String endsAt, long activities, long failed, String creditsUsed, String creditsAdded) {}

    record PriceRow(String service, @Nullable String plan, String unitPrice, Instant from, @Nullable Instant to) {}

    @GetMapping(value = "/openapi.yaml", produces = "application/yaml")
    String openapi() throws IOException {
        return new ClassPathResource("console/openapi.yaml").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/accounts")
    Page<BalanceRow> accounts(@AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Access.Account> page = Page.of(access.page(me, "", after, size(limit) + 1), limit, Access.Account::id);
        return new Page<>(balances.of(page.rows().stream().map(Access.Account::id).toList()).stream()
                .map(b -> new BalanceRow(b.account(), b.name(), micros(b.micros()), b.currency(), local(b.asOf(), b.zone()), b.zone().getId())).toList(), page.next());
    }

    @GetMapping("/activity")
    Page<ActivityRow> activity(@AuthenticationPrincipal SignedIn me, ActivityQuery.Asked asked, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        ActivityQuery.Checked checked = queries.check(me, asked);
        Page<Activity> page = Page.of(log.page(checked.filter(), Cursor.position(after), size(limit) + 1), limit, Cursor::of);
        return new Page<>(page.rows().stream().map(ActivityRow::of).toList(), page.next());
    }

    @GetMapping("/events")
    Page<EventRow> events(@AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String search, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Events.Event> page = events.page(access.chosen(me, account).orElse(null), search, after, size(limit));
        return new Page<>(page.rows().stream().map(e -> new EventRow(e.id(), e.name(), e.account(), local(e.startsAt(), e.zone()), local(e.endsAt(), e.zone()),
                e.activities(), Money.text(e.usedMicros()))).toList(), page.next());
    }

    @GetMapping("/timeline")
    List<BlockRow> timeline(@AuthenticationPrincipal SignedIn me, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String event, @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate to, @RequestParam(defaultValue = "day") String by) {
        String of = access.chosen(me, account).map(Access.Account::id).orElse(null);
        if (event != null) {
            events.visible(me, event);
        }
        Grain grain = List.of(Grain.values()).stream().filter(g -> g.title().equals(by)).findFirst()
                .orElseThrow(() -> Failure.command("by=" + by + " is none of hour, day, month."));
        Span.of("dates", from, to, clock, ZoneId.of("UTC"));
        if (grain == Grain.HOUR && from.plusDays(100).isBefore(to)) {
            throw Failure.command("By the hour at most 100 days can be asked for. Ask in parts, or by day.");
        }
        var buckets = timeline.buckets(new Timeline.Filter(of, event, null), grain, new DateRange(from, to));
        return buckets.list().stream().map(b -> new BlockRow(local(b.startsAt(), buckets.zone()), local(b.endsAt(), buckets.zone()), b.activities(),
                b.failed(), Money.text(b.usedMicros()), Money.text(b.addedMicros()))).toList();
    }

    @GetMapping("/prices")
    List<PriceRow> prices(@RequestParam(required = false) @Nullable Instant at, @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String service) {
        names.requirePlan(plan);
        names.requireService(service);
        return prices.inForce(at == null ? clock.instant() : at, plan, service).stream()
                .map(p -> new PriceRow(p.service(), p.plan().isEmpty() ? null : p.plan(), Money.text(p.unitPriceMicros()), p.from(), p.to())).toList();
    }

    @GetMapping("/statements")
    Page<IssuedList.Row> statements(@AuthenticationPrincipal SignedIn me, @RequestParam YearMonth month, @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "100") int limit) {
        String of = access.chosen(me, account).map(Access.Account::id).orElse(null);
        return Page.of(issued.page(month, of, after, size(limit) + 1), limit, IssuedList.Row::account);
    }

    static int size(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Failure.command("limit=" + limit + " must be 1 to " + MOST + ".");
        }
        return limit;
    }

    private static @Nullable String micros(@Nullable Long micros) {
        return micros == null ? null : Money.text(micros);
    }

    private static @Nullable String local(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : at.atZone(zone).toOffsetDateTime().toString();
    }
}
