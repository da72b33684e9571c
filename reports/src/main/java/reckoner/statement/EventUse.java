package reckoner.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sum what one event used.
 *
 * @param eventId null for use that belongs to no event
 * @param share percentage of all credits used, one decimal
 */
public record EventUse(@Nullable String eventId, String name, long count, BigDecimal amount, BigDecimal share) {

    /** Group the lines of kind USE by event, the largest amount first. */
    public static List<EventUse> of(List<StatementLine> lines) {
        Map<String, EventUse> sums = new LinkedHashMap<>();
        for (StatementLine line : lines) {
            if (line.kind() == LineKind.USE) {
                String key = line.eventId() == null ? "" : line.eventId();
                sums.merge(key, first(line), EventUse::plus);
            }
        }
        List<EventUse> sorted = new ArrayList<>(sums.values());
        sorted.sort(Comparator.comparing(EventUse::amount).reversed()
                .thenComparing(use -> use.eventId() == null ? "" : use.eventId()));
        List<BigDecimal> shares = Share.of(sorted.stream().map(EventUse::amount).toList());
        List<EventUse> result = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            EventUse use = sorted.get(i);
            result.add(new EventUse(use.eventId, use.name, use.count, use.amount, shares.get(i)));
        }
        return List.copyOf(result);
    }

    private static EventUse first(StatementLine line) {
        String name = line.eventId() == null ? "Without an event" : line.eventLabel();
        return new EventUse(line.eventId(), name, 1, line.movement().negate(), BigDecimal.ZERO);
    }

    private EventUse plus(EventUse next) {
        return new EventUse(eventId, name, count + next.count, amount.add(next.amount), share);
    }
}
