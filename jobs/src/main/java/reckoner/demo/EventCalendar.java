package reckoner.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Plans the events of one account: ordinary evenings every fourth month, some with a second party at the same time, and one over
 * every instant where reports go wrong: a change of price, local midnight at the end of a month, the nights when clocks change.
 */
final class EventCalendar {
    private static final List<Service> PICTURES = Arrays.stream(Service.values())
            .filter(service -> service != Service.SMS).toList();
    private static final List<String> NAMES = List.of("Summer Gala", "Winter Ball", "Hochzeit Müller & Söhne", "Trade fair, hall 7",
            "Γάμος Ελένης", "Выпускной вечер", "حفل الافتتاح", "東京ナイト", "Fête de l'été", "\"Neon\" launch party", "Año nuevo",
            "Birthday 🎉 40", "+1 welcome drinks", "Charity run", "Škola tance", "Product day", "नमस्ते मेला", "Prom night");

    private final DemoSettings settings;
    private final PriceTable prices;
    private final int account;
    private final ZoneId zone;
    private final Dice dice;
    private final List<Draft> drafts = new ArrayList<>();

    private record Draft(Instant start, Instant end, List<Service> menu, List<DemoEvent.Mark> marks, boolean failing) {
    }

    EventCalendar(DemoSettings settings, PriceTable prices, int account, ZoneId zone) {
        this.settings = settings;
        this.prices = prices;
        this.account = account;
        this.zone = zone;
        this.dice = new Dice(settings.seed(), account, 1);
    }

    /** Returns the account's events, oldest first. */
    List<DemoEvent> events() {
        for (int month = 0; month < settings.months(); month++) {
            if ((account * 7 + month * 3) % 4 == 0) {
                ordinary(month);
            }
        }
        overPriceChange();
        overEndOfMonth();
        overClockChanges();
        drafts.removeIf(draft -> draft.start().isBefore(settings.from()) || draft.end().isAfter(settings.to()));
        drafts.sort(Comparator.comparing(Draft::start));
        List<DemoEvent> events = new ArrayList<>();
        for (Draft draft : drafts) {
            int number = events.size() + 1;
            String id = String.format(Locale.ROOT, "EV-%04d-%02d", account + 1, number);
            events.add(new DemoEvent(account, number, id, dice.pick(NAMES), draft.start(), draft.end(), draft.menu(),
                    dice.between(60, 330), draft.failing() ? 9 : 70, draft.marks()));
        }
        return events;
    }

    /** The middle of an ordinary event, for what is to happen while guests are there. */
    static Optional<Instant> middle(List<DemoEvent> events) {
        return events.stream().filter(event -> event.marks().isEmpty()).findFirst()
                .map(event -> event.start().plus(Duration.between(event.start(), event.end()).dividedBy(2)));
    }

    private void ordinary(int month) {
        LocalDate day = settings.startsOn().plusMonths(month).plusDays(dice.between(2, 25));
        Instant start = day.atTime(dice.between(16, 20), 30 * dice.below(2)).atZone(zone).toInstant();
        Duration length = Duration.ofMinutes(30L * dice.between(6, 12));
        boolean failing = drafts.isEmpty() && account % 3 == 0;
        drafts.add(new Draft(start, start.plus(length), menu(), List.of(), failing));
        if (dice.oneIn(3)) {
            Instant second = start.plusSeconds(60L * dice.between(20, 80));
            drafts.add(new Draft(second, second.plus(length), menu(), List.of(), false));
        }
    }

    private void overPriceChange() {
        List<PriceTable.Moment> moments = prices.moments();
        if (moments.isEmpty()) {
            return;
        }
        PriceTable.Moment change = moments.get(account % moments.size());
        List<DemoEvent.Mark> marks = new ArrayList<>();
        for (int second : new int[] {-240, -1, 0, 120, 240, 360, 480}) {
            marks.add(new DemoEvent.Mark(change.at().plusSeconds(second), change.service()));
        }
        around(change.at(), 120, 240, marks);
    }

    private void overEndOfMonth() {
        int month = account % Math.max(1, settings.months() - 1) + 1;
        Instant midnight = settings.startsOn().plusMonths(month).atStartOfDay(zone).toInstant();
        around(midnight, 300, 150, marks(midnight, -1800, -1, 0, 600));
    }

    private void overClockChanges() {
        ZoneOffsetTransition change = zone.getRules().nextTransition(settings.from());
        while (change != null && change.getInstant().isBefore(settings.to())) {
            around(change.getInstant(), 300, 180, marks(change.getInstant(), -1800, -900, -1, 0, 900, 1800));
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    private void around(Instant instant, int minutesBefore, int minutesAfter, List<DemoEvent.Mark> marks) {
        drafts.add(new Draft(instant.minusSeconds(60L * minutesBefore), instant.plusSeconds(60L * minutesAfter), menu(), marks,
                false));
    }

    private static List<DemoEvent.Mark> marks(Instant instant, int... seconds) {
        return Arrays.stream(seconds).mapToObj(second -> new DemoEvent.Mark(instant.plusSeconds(second), null)).toList();
    }

    /** Three engines and, at every other event, text messages. */
    private List<Service> menu() {
        List<Service> menu = new ArrayList<>();
        while (menu.size() < 3) {
            Service service = dice.pick(PICTURES);
            if (!menu.contains(service)) {
                menu.add(service);
            }
        }
        if (dice.oneIn(2)) {
            menu.add(Service.SMS);
        }
        return menu;
    }
}
