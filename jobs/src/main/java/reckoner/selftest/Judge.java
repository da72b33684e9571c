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

    /** A kind where it can be seen, or where it cannot. */
    private record Kind(Corruption corruption, boolean shown) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int order = corruption.compareTo(other.corruption);
            return order != 0 ? order : Boolean.compare(other.shown, shown);
        }
    }

    private static final class Score {
        private int planted;
        private int found;
        private int placed;
        private int named;
        private int falseAlarms;
    }

    Judge(List<Discrepancy> found) {
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

    /** What was found in accounts that nobody made, or in none. */
    void judgeTheRest() {
        byAccount.values().forEach(found -> found.forEach(alarm -> {
            cleanAlarms++;
            misses.add("false alarm outside of every account: " + words(alarm));
        }));
    }

    private Score score(Planted planted, Planting planting) {
        return scores.computeIfAbsent(new Kind(planted.kind(), planted.kind().isShownOn(planting.books.ground)), kind -> new Score());
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
            Corruption corruption = kind.corruption();
            table.append(kind.shown()
                    ? "| %s | %d | %d | %d | %d | %d |%n".formatted(corruption.title() + switch (corruption.needs) {
                        case LEDGER, MANIFEST -> "";
                        case USAGE -> ", with usage records";
                        case PAYMENTS -> ", with payments";
                    }, score.planted, score.found, score.placed, score.named, score.falseAlarms)
                    : "| %s, ledger alone | %d | needs %s | | | %d |%n".formatted(corruption.title(), score.planted, switch (corruption.needs) {
                        case LEDGER -> "nothing";
                        case USAGE -> "usage, a manifest or a seal";
                        case PAYMENTS -> "payments, a manifest or a seal";
                        case MANIFEST -> "a manifest or a seal";
                    }, score.falseAlarms));
        });
        return table.toString();
    }
}
