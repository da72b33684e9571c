package reckoner.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A timeline: its intervals in order, the empty ones too.
 *
 * @param zone of the intervals
 * @param zonesDiffer true where accounts of several zones are added up, each by its own local date and hour: then the
 *     instants stand for those local times, as if they were UTC, and {@code zone} is UTC
 */
public record Buckets(Grain grain, ZoneId zone, boolean zonesDiffer, List<Bucket> list) {

    public Buckets {
        list = List.copyOf(list);
    }

    /** The intervals from {@code start} to {@code end}, the outer ones cut there, with the counts that lie in them. */
    static Buckets filled(Grain grain, ZoneId zone, boolean zonesDiffer, Instant start, Instant end, List<Bucket.Counts> counts) {
        TreeMap<Instant, Bucket> buckets = new TreeMap<>();
        for (Instant at = start; at.isBefore(end); at = grain.end(at, zone)) {
            Instant next = grain.end(at, zone);
            buckets.put(at, Bucket.empty(at, next.isBefore(end) ? next : end));
        }
        for (Bucket.Counts count : counts) {
            Map.Entry<Instant, Bucket> floor = buckets.floorEntry(count.at());
            Instant key = floor == null ? buckets.firstKey() : floor.getKey();
            buckets.computeIfPresent(key, (startsAt, bucket) -> bucket.plus(count));
        }
        return new Buckets(grain, zone, zonesDiffer, new ArrayList<>(buckets.values()));
    }
}
