package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price list: first prices, changes of the size and rhythm seen in public lists (mostly a few percent, some times 1.43, now
 * and then a halving), one service that starts and one that ends within the period.
 */
final class PriceTable {
    private static final List<Change> PLANNED = List.of(
            new Change(0, 13, "16:00:00", Service.NANO_BANANA, 130),
            new Change(1, 9, "07:47:18", Service.KLING, 70),
            new Change(2, 20, "18:00:00", Service.GPT_IMAGE, 115),
            new Change(3, 4, "00:00:00", Service.SMS, 120),
            new Change(4, 10, "17:48:06", Service.MODIFY_GROK, 125),
            new Change(5, 16, "12:30:00", Service.FACE_SWITCH, 90),
            new Change(6, 5, "19:47:18", Service.SEEDANCE, 143),
            new Change(6, 22, "10:00:00", Service.SORA, 44),
            new Change(7, 28, "03:23:51", Service.NANO_BANANA, 95),
            new Change(8, 15, "20:00:00", Service.DRAW_ME, 110),
            new Change(9, 12, "14:04:37", Service.BACKGROUND, 60),
            new Change(10, 23, "14:41:32", Service.KLING, 143),
            new Change(11, 6, "11:50:07", Service.GPT_IMAGE, 85));

    private final Map<Service, List<PriceRow>> rows = new EnumMap<>(Service.class);
    private final List<Moment> moments = new ArrayList<>();

    /** The instant at which a service's prices changed. */
    record Moment(Instant at, Service service) {
    }

    private record Change(int month, int day, String time, Service service, int percent) {
        Instant at(DemoSettings settings) {
            return settings.startsOn().plusMonths(month).withDayOfMonth(day).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
        }
    }

    PriceTable(DemoSettings settings) {
        Instant longAgo = settings.from().minus(Duration.ofDays(400));
        Instant seedanceStarts = hour(settings.at(1, 3));
        for (Service service : Service.values()) {
            open(service, service == Service.SEEDANCE ? seedanceStarts : longAgo);
        }
        PLANNED.stream().filter(change -> change.month() < settings.months()).forEach(change -> apply(change, change.at(settings)));
        end(Service.SORA, hour(settings.at(5, 6)));
    }

    List<PriceRow> all() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** The changes of price, oldest first. */
    List<Moment> moments() {
        return moments;
    }

    /** The row that decides at this instant on this plan: the plan's own before the one for every plan. */
    Optional<PriceRow> row(Service service, Plan plan, Instant at) {
        Optional<PriceRow> found = Optional.empty();
        for (PriceRow row : of(service)) {
            if (row.inForce(at) && row.covers(plan) && (found.isEmpty() || row.plan() != null)) {
                found = Optional.of(row);
            }
        }
        return found;
    }

    boolean isPriced(Service service, Instant at) {
        return of(service).stream().anyMatch(row -> row.inForce(at));
    }

    /** The charge for a priced service. */
    BigDecimal amount(Service service, Plan plan, int quantity, Instant at) {
        return row(service, plan, at).orElseThrow().amount(quantity);
    }

    List<PriceRow> of(Service service) {
        return rows.getOrDefault(service, List.of());
    }

    private void open(Service service, Instant from) {
        List<PriceRow> first = new ArrayList<>();
        if (service.everyPlan != null) {
            first.add(new PriceRow(service, null, service.everyPlan, from, null));
        }
        service.ofPlan.forEach((plan, price) -> first.add(new PriceRow(service, plan, price, from, null)));
        rows.put(service, first);
    }

    private void apply(Change change, Instant at) {
        List<PriceRow> known = of(change.service());
        List<PriceRow> changed = new ArrayList<>();
        for (PriceRow row : List.copyOf(known)) {
            if (row.to() == null && row.from().isBefore(at)) {
                known.set(known.indexOf(row), row.until(at));
                changed.add(row.then(change.percent(), at));
            }
        }
        if (!changed.isEmpty()) {
            known.addAll(changed);
            moments.add(new Moment(at, change.service()));
        }
    }

    private void end(Service service, Instant at) {
        of(service).removeIf(row -> !row.from().isBefore(at));
        of(service).replaceAll(row -> row.inForce(at) ? row.until(at) : row);
        moments.removeIf(moment -> moment.service() == service && !moment.at().isBefore(at));
    }

    private static Instant hour(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() / 3600 * 3600);
    }
}
