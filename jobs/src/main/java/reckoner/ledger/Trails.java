package reckoner.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Paths through the edges of a group in linear time (Hierholzer). A node is a balance, an edge an entry; balances that the
 * sources' tolerance cannot tell apart are one node. An entry without a balance is no edge: it moves nothing and comes first.
 */
final class Trails {

    private final Map<Long, Deque<LedgerEntry>> outgoing = new TreeMap<>();
    private final Map<Long, Integer> excess = new TreeMap<>();
    private final TreeMap<Long, Long> nodes = new TreeMap<>();

    private Trails(List<LedgerEntry> group) {
        long tolerance = group.stream().mapToLong(LedgerEntry::toleranceMicros).max().orElse(0);
        for (LedgerEntry entry : group) {
            nodes.put(before(entry), 0L);
            nodes.put(after(entry), 0L);
        }
        long representative = Long.MIN_VALUE;
        long last = 0;
        for (Map.Entry<Long, Long> node : nodes.entrySet()) {
            if (representative == Long.MIN_VALUE || node.getKey() - last > tolerance) {
                representative = node.getKey();
            }
            last = node.getKey();
            node.setValue(representative);
        }
        for (LedgerEntry entry : group) {
            outgoing.computeIfAbsent(nodes.get(before(entry)), n -> new ArrayDeque<>()).add(entry);
            excess.merge(nodes.get(before(entry)), 1, Integer::sum);
            excess.merge(nodes.get(after(entry)), -1, Integer::sum);
        }
    }

    /** One path from {@code balance} through as many entries as it reaches; all of them in a sound group. */
    static List<LedgerEntry> walk(long balance, List<LedgerEntry> group) {
        List<LedgerEntry> placed = placed(group);
        List<LedgerEntry> path = unplaced(group);
        if (!placed.isEmpty()) {
            Trails trails = new Trails(placed);
            path.addAll(trails.circuit(trails.node(balance)));
        }
        return path;
    }

    /** All entries as the fewest trails, the one that continues the start first, then always the nearest. */
    static List<LedgerEntry> inFewest(End start, List<LedgerEntry> group) {
        List<LedgerEntry> order = unplaced(group);
        if (order.size() == group.size()) {
            return order;
        }
        Trails trails = new Trails(placed(group));
        List<List<LedgerEntry>> parts = new ArrayList<>();
        if (start.anchored() && trails.outgoing.containsKey(trails.node(start.balanceMicros()))) {
            trails.cutInto(parts, trails.node(start.balanceMicros()));
        }
        trails.excess.forEach((node, more) -> {
            for (int i = 0; i < more; i++) {
                trails.cutInto(parts, node);
            }
        });
        for (Long node : List.copyOf(trails.outgoing.keySet())) {
            while (!trails.outgoing.get(node).isEmpty()) {
                trails.cutInto(parts, node);
            }
        }
        order.addAll(nearestFirst(start.balanceMicros(), parts));
        return order;
    }

    private static List<LedgerEntry> placed(List<LedgerEntry> group) {
        return group.stream().filter(entry -> entry.balanceMicros() != null).toList();
    }

    private static List<LedgerEntry> unplaced(List<LedgerEntry> group) {
        return group.stream().filter(entry -> entry.balanceMicros() == null).collect(Collectors.toCollection(ArrayList::new));
    }

    private void cutInto(List<List<LedgerEntry>> parts, long node) {
        List<LedgerEntry> current = new ArrayList<>();
        for (LedgerEntry entry : circuit(node)) {
            if (!current.isEmpty()
                    && !nodes.get(after(current.get(current.size() - 1))).equals(nodes.get(before(entry)))) {
                parts.add(current);
                current = new ArrayList<>();
            }
            current.add(entry);
        }
        if (!current.isEmpty()) {
            parts.add(current);
        }
    }

    /** Hierholzer: walk until stuck, step back to where an edge is left, splice. */
    private List<LedgerEntry> circuit(long node) {
        Deque<Long> places = new ArrayDeque<>();
        Deque<LedgerEntry> edges = new ArrayDeque<>();
        List<LedgerEntry> reversed = new ArrayList<>();
        places.push(node);
        while (!places.isEmpty()) {
            Deque<LedgerEntry> open = outgoing.get(places.peek());
            if (open != null && !open.isEmpty()) {
                LedgerEntry edge = open.poll();
                edges.push(edge);
                places.push(nodes.get(after(edge)));
            } else {
                places.pop();
                if (!edges.isEmpty()) {
                    reversed.add(edges.pop());
                }
            }
        }
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<LedgerEntry> nearestFirst(long balance, List<List<LedgerEntry>> parts) {
        TreeMap<Long, Deque<List<LedgerEntry>>> byStart = new TreeMap<>();
        for (List<LedgerEntry> part : parts) {
            byStart.computeIfAbsent(before(part.get(0)), b -> new ArrayDeque<>()).add(part);
        }
        List<LedgerEntry> order = new ArrayList<>();
        long here = balance;
        while (!byStart.isEmpty()) {
            Long below = byStart.floorKey(here);
            Long above = byStart.ceilingKey(here);
            Long nearest = above == null || below != null && here - below <= above - here ? below : above;
            Deque<List<LedgerEntry>> candidates = byStart.get(nearest);
            List<LedgerEntry> part = candidates.poll();
            if (candidates.isEmpty()) {
                byStart.remove(nearest);
            }
            order.addAll(part);
            here = after(part.get(part.size() - 1));
        }
        return order;
    }

    private long node(long balance) {
        Map.Entry<Long, Long> below = nodes.floorEntry(balance);
        Map.Entry<Long, Long> above = nodes.ceilingEntry(balance);
        if (below == null || above == null) {
            return (below == null ? above : below).getValue();
        }
        return balance - below.getKey() <= above.getKey() - balance ? below.getValue() : above.getValue();
    }

    private static long before(LedgerEntry entry) {
        return balance(entry) - entry.effectMicros();
    }

    private static long after(LedgerEntry entry) {
        return balance(entry);
    }

    private static long balance(LedgerEntry entry) {
        return Objects.requireNonNull(entry.balanceMicros());
    }
}
