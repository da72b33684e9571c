package reckoner.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One customer: who it is, how it buys credit, its plan and the instant of its upgrade, if any, and its events. */
record DemoAccount(int index, String id, String name, ZoneId zone, boolean recharges, BigDecimal opening, boolean statesOpening,
        Plan firstPlan, @Nullable Instant upgradedAt, List<DemoEvent> events) {

    private static final List<String> NAMES = List.of("Snapshot Hudson LLC", "Müller & Söhne, Fotobox", "काठमाडौं फोटो",
            "Lord Howe \"Island\" Photos", "Peña Booths 📸", "写真館さくら", "Φωτογραφείο Αθηνά", "Plain Prints Ltd", "استوديو النور",
            "Фотостудія Київ", "Cabine São João", "上海快拍");
    private static final List<String> ZONES = List.of("America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe",
            "America/Los_Angeles", "Asia/Tokyo", "Europe/Athens", "UTC", "Asia/Dubai", "Europe/Helsinki", "America/Sao_Paulo",
            "Asia/Shanghai");

    static DemoAccount of(DemoSettings settings, PriceTable prices, int index) {
        Dice dice = new Dice(settings.seed(), index, 2);
        String name = NAMES.get(index % NAMES.size()) + (index < NAMES.size() ? "" : " " + (index / NAMES.size() + 1));
        ZoneId zone = ZoneId.of(ZONES.get(index % ZONES.size()));
        List<DemoEvent> events = new EventCalendar(settings, prices, index, zone).events();
        Plan plan = Plan.values()[index % 3];
        Instant upgradedAt = plan == Plan.PRO || index % 2 == 0 ? null : EventCalendar.middle(events).orElse(null);
        BigDecimal opening = BigDecimal.valueOf(dice.between(6_000, 24_000), 2);
        return new DemoAccount(index, String.format(Locale.ROOT, "ACC-%04d", index + 1), name, zone, index % 2 == 0, opening,
                index % 5 != 4, plan, upgradedAt, events);
    }

    String email() {
        return "accounts+" + id.toLowerCase(Locale.ROOT) + "@example.com";
    }

    Plan planAt(Instant at) {
        return upgradedAt == null || at.isBefore(upgradedAt) ? firstPlan : firstPlan.next();
    }

    Instant firstPlanFrom(DemoSettings settings) {
        return settings.from().minus(Duration.ofDays(200 + 7L * (index % 20)));
    }
}
