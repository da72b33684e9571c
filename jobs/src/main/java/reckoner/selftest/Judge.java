package reckoner.selftest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.selftest.Planting.Planted;

/** Compares what was planted with what was found, by kind. */
final class Judge {

    private final Map<Kind, Score> scores = new TreeMap<>();
    private final List<String> misses = new ArrayList<>();
    private final Map<String, List<Discrepancy>> byAccount = new HashMap<>();
    private int cleanAlarms;

    /** What a kind is seen by. */
    private enum Seen { BY_CHECKS, BY_SEALS, BY_NOTHING }

    private record Kind(Corruption corruption, Seen seen) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int order = corruption.compareTo(other.corruption);
            return order != 0 ? order : seen.compareTo(other.seen);
        }
    }

    private static final class Score {
        private int planted;
        private int found;
        private int placed;
        private int named;
        private int falseAlarms;
    }

    /** What a run found, to be judged next. */
    void take(List<Discrepancy> found) {
        byAccount.clear();
        found.forEach(d -> byAccount.computeIfAbsent(Objects.requireNonNullElse(d.account(), ""), a -> new ArrayList<>()).add(d));
    }

    List<String> misses() {
        return misses;
    }

    int cleanAlarms() {
        return cleanAlarms;
    }

    /** One account; nothing planted means that nothing may be found. */
    void judge(Planting planting) {
        String account = planting.books.account;
        List<Discrepancy> left = new ArrayList<>(byAccount.getOrDefault(account, List.of()));
        for (Planted planted : planting.planted()) {
            Score score = score(planted, planting);
            score.planted++;
            if (!planted.kind().isShownOn(planting.books.ground)) {
                continue;
            }
            Discrepancy at = find(left, planted);
            Discrepancy any = at != null ? at : left.stream().filter(d -> d.check().equals(planted.check())).findFirst().orElse(null);
            left.remove(any);
            score.found += any == null ? 0 : 1;
            score.placed += at == null ? 0 : 1;
            boolean isNamed = at != null && at.check().equals(planted.check()) && at.cause().equals(planted.cause());
            score.named += isNamed ? 1 : 0;
            if (!isNamed) {
                misses.add("%s in %s at %s: found %s".formatted(planted.kind().title(), account, planted.place(), words(any)));
            }
        }
        for (Discrepancy alarm : left) {
            if (planting.planted().isEmpty()) {
                cleanAlarms++;
            } else {
                score(planting.planted().get(0), planting).falseAlarms++;
            }
            misses.add("false alarm in %s: %s; planted %s".formatted(account, words(alarm), planting.planted()));
        }
        byAccount.remove(account);
    }

    /** An account whose ledger was altered in the database after it was booked; only the seals can tell. */
    void judge(Planting planting, Tampering.Shown shown) {
        String account = planting.books.account;
        List<Discrepancy> left = byAccount.computeIfAbsent(account, a -> new ArrayList<>());
        List<Discrepancy> ofNone = byAccount.computeIfAbsent("", a -> new ArrayList<>());
        ofNone.stream().filter(d -> ("load " + shown.load()).equals(d.transaction())).forEach(left::add);
        ofNone.removeAll(left);
        String place = shown.transaction() == null ? "load " + shown.load() : shown.transaction();
        Score score = scores.computeIfAbsent(new Kind(planting.planted().get(0).kind(), Seen.BY_SEALS), kind -> new Score());
        Discrepancy any = left.stream().filter(d -> d.check().equals("ledger_tampered")).findFirst().orElse(null);
        boolean isPlaced = any != null && place.equals(any.transaction());
        boolean isNamed = isPlaced && any.cause().equals(shown.cause());
        left.remove(any);
        score.planted++;
        score.found += any == null ? 0 : 1;
        score.placed += isPlaced ? 1 : 0;
        score.named += isNamed ? 1 : 0;
        score.falseAlarms += left.size();
        if (!isNamed) {
            misses.add("%s behind the product's back in %s at %s: found %s".formatted(planting.planted().get(0).kind().title(), account, shown, words(any)));
        }
        left.forEach(alarm -> misses.add("false alarm in %s: %s; altered %s".formatted(account, words(alarm), shown)));
        byAccount.remove(account);
    }

    /** What was found in accounts that nobody made, or in none. */
    void judgeTheRest() {
        byAccount.values().forEach(found -> found.forEach(alarm -> {
            cleanAlarms++;
            misses.add("false alarm outside of every account: " + words(alarm));
        }));
    }

    private Score score(Planted planted, Planting planting) {
        return scores.computeIfAbsent(new Kind(planted.kind(), planted.kind().isShownOn(planting.books.ground) ? Seen.BY_CHECKS : Seen.BY_NOTHING), kind -> new Score());
    }

    private static @Nullable Discrepancy find(List<Discrepancy> found, Planted planted) {
        return found.stream()
                .filter(d -> planted.place() == null ? d.check().equals(planted.check())
                        : planted.place().equals(d.transaction()) || planted.place().equals(d.usage()) || planted.place().equals(d.payment()))
                .min((a, b) -> Boolean.compare(b.check().equals(planted.check()), a.check().equals(planted.check())))
                .orElse(null);
    }

    private static String words(@Nullable Discrepancy d) {
        return d == null ? "nothing" : "%s %s at %s (usage %s, payment %s), expected %s, actual %s".formatted(d.check(), d.cause(),
                d.transaction(), d.usage(), d.payment(), d.expected(), d.actual());
    }

    String table() {
        StringBuilder table = new StringBuilder("""
                | kind | planted | found | placed exactly | cause right | false alarms |
                |---|---:|---:|---:|---:|---:|
                """);
        scores.forEach((kind, score) -> {
            String title = kind.corruption().title() + with(kind);
            table.append(kind.seen() == Seen.BY_NOTHING
                    ? "| %s | %d | needs %s | | | %d |%n".formatted(title, score.planted, needs(kind.corruption()), score.falseAlarms)
                    : "| %s | %d | %d | %d | %d | %d |%n".formatted(title, score.planted, score.found, score.placed, score.named, score.falseAlarms));
        });
        return table.toString();
    }

    private static String with(Kind kind) {
        return switch (kind.seen()) {
            case BY_NOTHING -> ", ledger alone";
            case BY_SEALS -> ", ledger alone, after it was sealed";
            case BY_CHECKS -> switch (kind.corruption().needs) {
                case LEDGER, OTHER_BOOKS -> "";
                case USAGE -> ", with usage records";
                case PAYMENTS -> ", with payments";
            };
        };
    }

    private static String needs(Corruption kind) {
        return switch (kind.needs) {
            case LEDGER -> "nothing";
            case USAGE -> "usage, a manifest or a seal";
            case PAYMENTS -> "payments, a manifest or a seal";
            case OTHER_BOOKS -> "other books: all amounts stay as they are";
        };
    }
}
