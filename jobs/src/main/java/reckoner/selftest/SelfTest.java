package reckoner.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations.Result;
import reckoner.selftest.Books.Ground;

/** Plants every kind of corruption into sound ledgers and counts what a real reconciliation makes of them. */
public final class SelfTest {

    private static final int MOST_AT_ONCE = 5;
    private static final int BLIND_SHARE = 4;

    private final JdbcTemplate database;
    private final Function<ReconcileRequest, Result> reconcile;
    private final Random random;
    private final List<Planting> accounts = new ArrayList<>();

    /**
     * On an empty ledger.
     *
     * @param reconcile runs a reconciliation to its end
     * @param seed the same seed plants the same
     */
    public SelfTest(JdbcTemplate database, Function<ReconcileRequest, Result> reconcile, long seed) {
        this.database = database;
        this.reconcile = reconcile;
        this.random = new Random(seed);
    }

    /**
     * What came out.
     *
     * @param table Markdown: kind, planted, found, placed exactly, cause right, false alarms
     * @param misses one line for each corruption that could be seen and was not found, placed and named, and for each false
     *     alarm; empty if all is well
     */
    public record Outcome(String table, List<String> misses) {}

    /**
     * Plant {@code ofEach} or more of every kind, one to five in an account, beside {@code clean} sound accounts, and
     * reconcile once.
     */
    public Outcome run(int ofEach, int clean) {
        for (int i = 0; i < clean; i++) {
            account(Ground.values()[i % 2], false);
        }
        for (Corruption kind : Corruption.values()) {
            for (int i = 0; i < ofEach; i++) {
                plant(kind, i);
            }
        }
        Shelf shelf = new Shelf(database);
        shelf.put(books(accounts), false);
        long began = System.nanoTime();
        Judge judge = new Judge();
        judge.take(reconcile.apply(ReconcileRequest.everything()).discrepancies());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        accounts.forEach(judge::judge);
        judge.judgeTheRest();
        tamper(ofEach / BLIND_SHARE, judge);
        String sums = "%n%d accounts, %d entries, reconciled in %d.%d s. %d sound accounts among them: %d false alarms.".formatted(
                shelf.accounts(), shelf.entries(), took.toSeconds(), took.toMillisPart() / 100, clean, judge.cleanAlarms());
        return new Outcome((ofEach == 0 ? "" : judge.table()) + sums, judge.misses());
    }

    private static List<Books> books(List<Planting> plantings) {
        return plantings.stream().map(planting -> planting.books).toList();
    }

    /** Books sound ledgers, a load each, and alters them in the database afterwards so that nothing but their seals shows it. */
    private void tamper(int ofEach, Judge judge) {
        accounts.clear();
        List<Corruption> kinds = Arrays.stream(Corruption.values()).filter(Corruption::isShownBySeal).toList();
        for (int i = 0; i < ofEach * kinds.size(); i++) {
            account(Ground.ALONE, false);
        }
        if (accounts.isEmpty()) {
            return;
        }
        Planting untouched = account(Ground.ALONE, false);
        Shelf.clear(database);
        new Shelf(database).put(books(accounts), true);
        Map<Planting, Tampering.Shown> shown = new LinkedHashMap<>();
        for (int i = 0; i < ofEach * kinds.size(); i++) {
            Planting planting = accounts.get(i);
            List<Row> before = List.copyOf(planting.books.rows);
            planting.plant(kinds.get(i % kinds.size()), i / kinds.size() % 3 == 0);
            shown.put(planting, Tampering.apply(database, planting.books.account, before, planting.books.rows));
        }
        judge.take(reconcile.apply(ReconcileRequest.everything()).discrepancies());
        shown.forEach(judge::judge);
        judge.judge(untouched);
        judge.judgeTheRest();
    }

    private Planting account(Ground ground, boolean ownService) {
        Planting planting = new Planting(SoundLedger.of("SELF-%05d".formatted(accounts.size()), ground, random, ownService), random);
        accounts.add(planting);
        return planting;
    }

    private void plant(Corruption kind, int i) {
        boolean atEdge = i % 3 == 0;
        if (kind.takesTwoAccounts()) {
            new Pair(account(ground(kind, i), false), account(ground(kind, i), false)).spoil(kind);
        } else if (kind.needs == Corruption.Needs.LEDGER) {
            Planting planting = account(ground(kind, i), kind.isOfPriceList());
            planting.plant(kind, atEdge);
            if (!kind.standsAlone()) {
                List<Corruption> companions = Corruption.companions();
                for (int more = random.nextInt(MOST_AT_ONCE); more > 0; more--) {
                    planting.plant(companions.get(random.nextInt(companions.size())), random.nextInt(4) == 0);
                }
            }
        } else {
            account(Ground.BACKED, false).plant(kind, atEdge);
            if (i % BLIND_SHARE == 0) {
                account(Ground.ALONE, false).plant(kind, atEdge);
            }
        }
    }

    /** In autumn Berlin is one hour from UTC, less than the entries are apart: no ledger would show it. */
    private static Ground ground(Corruption kind, int i) {
        return kind == Corruption.PRICE_LIST_IN_WRONG_ZONE ? Ground.ALONE : Ground.values()[i % 2];
    }
}
