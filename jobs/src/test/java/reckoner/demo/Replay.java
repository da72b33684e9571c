package reckoner.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reckoner.demo.Feeds.Line;

/**
 * Goes through a folder of feed files with the plainest rules and says what is odd, each as {@code what account transaction
 * figure}. It names no causes and merges nothing: a wrong balance is odd twice, once where it starts and once where it ends.
 */
final class Replay {
    private final Feeds feeds;
    private final List<Line> ledger;
    private final Set<String> odd = new TreeSet<>();

    Replay(Feeds feeds) {
        this.feeds = feeds;
        this.ledger = new ArrayList<>(feeds.lines("ledger"));
    }

    Set<String> odd() {
        dropRepeated();
        Map<String, List<Line>> ofAccount = ledger.stream()
                .collect(Collectors.groupingBy(line -> line.text("account_id"), LinkedHashMap::new, Collectors.toList()));
        feeds.lines("accounts").forEach(account -> balances(account, ofAccount.getOrDefault(account.text("account_id"), List.of())));
        prices();
        events();
        usage();
        payments();
        return odd;
    }

    private void dropRepeated() {
        Set<String> seen = new HashSet<>();
        ledger.removeIf(line -> {
            boolean again = !seen.add(line.text("transaction_id"));
            if (again) {
                odd("repeated", line, "");
            }
            return again;
        });
    }

    private void balances(Line account, List<Line> entries) {
        List<Line> ordered = entries.stream().sorted(Comparator.comparing(line -> line.time("occurred_at"))).toList();
        BigDecimal before = account.has("opening_balance") ? account.number("opening_balance") : null;
        boolean first = true;
        for (int from = 0; from < ordered.size();) {
            int to = from + 1;
            while (to < ordered.size() && ordered.get(to).time("occurred_at").equals(ordered.get(from).time("occurred_at"))) {
                to++;
            }
            for (Line line : chain(before, ordered.subList(from, to))) {
                BigDecimal expected = before == null ? line.number("balance") : before.add(effect(line));
                if (line.number("balance").compareTo(expected) != 0) {
                    odd(first ? "opening" : "balance", line, line.number("balance").subtract(expected));
                }
                boolean wasBelow = before != null && before.signum() < 0;
                if (line.number("balance").signum() < 0 && !wasBelow) {
                    odd("negative", line, line.number("balance"));
                }
                before = line.number("balance");
                first = false;
            }
            from = to;
        }
    }

    /** An order of the entries of one instant in which each follows from the one before, else the order of the file. */
    private static List<Line> chain(@Nullable BigDecimal before, List<Line> instant) {
        List<Line> found = new ArrayList<>();
        return before == null || !extend(before, new ArrayList<>(instant), found) ? instant : found;
    }

    private static boolean extend(BigDecimal before, List<Line> left, List<Line> found) {
        if (left.isEmpty()) {
            return true;
        }
        for (Line line : List.copyOf(left)) {
            if (line.number("balance").compareTo(before.add(effect(line))) == 0) {
                left.remove(line);
                found.add(line);
                if (extend(line.number("balance"), left, found)) {
                    return true;
                }
                found.remove(line);
                left.add(line);
            }
        }
        return false;
    }

    private static BigDecimal effect(Line line) {
        if (line.text("status").equals("Failed")) {
            return BigDecimal.ZERO;
        }
        return line.text("type").equals("Consume") ? line.number("amount").negate() : line.number("amount");
    }

    private void prices() {
        Map<String, List<Line>> prices = feeds.lines("prices").stream().collect(Collectors.groupingBy(line -> line.text("service")));
        Map<String, List<Line>> plans = feeds.lines("plans").stream().collect(Collectors.groupingBy(line -> line.text("account_id")));
        for (Line line : ledger) {
            boolean charged = line.text("type").equals("Consume") && line.text("status").equals("Success");
            if (!charged) {
                continue;
            }
            Instant at = line.time("occurred_at");
            String plan = plans.getOrDefault(line.text("account_id"), List.of()).stream()
                    .filter(change -> !change.time("effective_from").isAfter(at))
                    .max(Comparator.comparing(change -> change.time("effective_from"))).orElseThrow().text("plan");
            List<Line> inForce = prices.getOrDefault(line.text("service"), List.of()).stream()
                    .filter(price -> !at.isBefore(price.time("effective_from")))
                    .filter(price -> !price.has("effective_to") || at.isBefore(price.time("effective_to")))
                    .filter(price -> !price.has("plan") || price.text("plan").equals(plan))
                    .sorted(Comparator.comparing(price -> !price.has("plan"))).toList();
            if (inForce.isEmpty()) {
                odd("unpriced", line, "");
                continue;
            }
            BigDecimal expected = inForce.get(0).number("unit_price").multiply(line.number("quantity")).setScale(2, RoundingMode.HALF_UP);
            if (line.number("amount").compareTo(expected) != 0) {
                odd("price", line, line.number("amount").subtract(expected));
            }
        }
    }

    private void events() {
        Map<String, Line> events = feeds.lines("events").stream().collect(Collectors.toMap(line -> line.text("event_id"), line -> line));
        for (Line line : ledger) {
            Line event = events.get(line.text("event_id"));
            if (line.has("event_id") && event == null) {
                odd("event", line, "");
            }
            if (event != null && (!event.text("account_id").equals(line.text("account_id"))
                    || line.time("occurred_at").isBefore(event.time("starts_at"))
                    || !line.time("occurred_at").isBefore(event.time("ends_at")))) {
                odd("outside", line, "");
            }
        }
    }

    private void usage() {
        Map<String, Line> used = new LinkedHashMap<>();
        for (Line usage : feeds.lines("usage")) {
            if (usage.text("status").equals("Success") != usage.has("transaction_id")) {
                odd("usage", usage, "");
            } else if (usage.has("transaction_id")) {
                used.put(usage.text("transaction_id"), usage);
            }
        }
        for (Line line : ledger) {
            Line usage = used.remove(line.text("transaction_id"));
            boolean billed = line.text("type").equals("Consume") && line.text("status").equals("Success");
            boolean same = usage != null && List.of("account_id", "event_id", "service", "quantity").stream()
                    .allMatch(column -> usage.text(column).equals(line.text(column)))
                    && usage.time("occurred_at").equals(line.time("occurred_at"));
            if (billed != same) {
                odd("unused", line, "");
            }
        }
        used.values().forEach(usage -> odd("unbilled", usage, ""));
    }

    private void payments() {
        Map<String, Line> paid = feeds.lines("payments").stream().collect(Collectors.toMap(line -> line.text("reference"), line -> line));
        for (Line line : ledger) {
            Line payment = paid.remove(line.text("transaction_id"));
            boolean same = payment != null && payment.number("credits").compareTo(line.number("amount")) == 0
                    && payment.text("account_id").equals(line.text("account_id"));
            if (line.text("type").equals("Add") != same) {
                odd("unpaid", line, "");
            }
        }
        paid.values().forEach(payment -> odd.add("uncredited " + payment.text("payment_id")));
    }

    private void odd(String what, Line line, Object figure) {
        odd.add((what + " " + line.text("account_id") + " " + line.text("transaction_id") + " " + figure).strip());
    }
}
