package reckoner.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reckoner.document.Palette;
import reckoner.ledger.Money;
import reckoner.statement.Share;
import reckoner.timeline.Bucket;
import reckoner.timeline.Buckets;
import reckoner.timeline.Timeline;

/** What charts draw: tables with exact figures; the browser draws them, and whoever cannot see reads them. */
final class Chart {

    private static final DateTimeFormatter MONTH = english("MMM");
    private static final DateTimeFormatter MONTH_LONG = english("MMMM uuuu");
    private static final DateTimeFormatter DAY = english("d MMM");
    private static final DateTimeFormatter DAY_LONG = english("EEEE d MMMM uuuu");
    private static final DateTimeFormatter HOUR = english("HH:mm");
    private static final DateTimeFormatter HOUR_LONG = english("EEEE d MMMM uuuu HH:mm");
    private static final DateTimeFormatter HOUR_TWICE = english("EEEE d MMMM uuuu HH:mm xxx");

    private Chart() {}

    /** One block of a timeline. */
    public record Block(String label, String title, long activities, long failed, long usedMicros, long addedMicros) {}

    /** One engine's part of a ring; {@code colour} is the name of a class. */
    public record Part(String engine, String colour, long activities, long usedMicros, BigDecimal percent) {}

    static List<Block> blocks(Buckets buckets) {
        return buckets.list().stream().map(bucket -> block(bucket, buckets)).toList();
    }

    static List<Part> parts(List<Timeline.EngineUse> uses) {
        Palette palette = Palette.named(uses.stream().map(Timeline.EngineUse::engine).toList());
        List<BigDecimal> shares = Share.of(uses.stream().map(use -> Money.credits(use.usedMicros())).toList());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            Timeline.EngineUse use = uses.get(i);
            parts.add(new Part(use.engine(), "c" + palette.hex(use.engine()).substring(1).toLowerCase(Locale.ROOT), use.activities(), use.usedMicros(), shares.get(i)));
        }
        return parts;
    }

    private static Block block(Bucket bucket, Buckets buckets) {
        ZonedDateTime at = local(bucket.startsAt(), buckets);
        DateTimeFormatter hour = at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1 ? HOUR_TWICE : HOUR_LONG;
        return switch (buckets.grain()) {
            case MONTH -> block(bucket, at.getMonthValue() == 1 ? MONTH_LONG.format(at).replace("January", "Jan") : MONTH.format(at), MONTH_LONG.format(at));
            case DAY -> block(bucket, DAY.format(at), DAY_LONG.format(at));
            case HOUR -> block(bucket, at.getHour() == 0 ? DAY.format(at) : HOUR.format(at), hour.format(at));
        };
    }

    private static Block block(Bucket bucket, String label, String title) {
        return new Block(label, title, bucket.activities(), bucket.failed(), bucket.usedMicros(), bucket.addedMicros());
    }

    private static ZonedDateTime local(Instant at, Buckets buckets) {
        return at.atZone(buckets.zone());
    }

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
