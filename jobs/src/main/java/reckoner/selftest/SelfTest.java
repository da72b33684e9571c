package reckoner.selftest;

import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.Failure;
import reckoner.ledger.Money;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.reconcile.Reconciliations.Result;
import reckoner.seal.ScratchSeal;
import reckoner.selftest.Planting.Planted;
import reckoner.selftest.SoundLedger.Row;

/** Plants every kind of corruption into sound ledgers and counts what a real reconciliation makes of them. */
public final class SelfTest {

    private static final int MOST_AT_ONCE = 5;

    private final JdbcTemplate database;
    private final Function<ReconcileRequest, Result> reconcile;
    private final Random random;
    private final Map<Corruption, Score> scores = new EnumMap<>(Corruption.class);
    private final List<String> misses = new ArrayList<>();
    private final int[] services = new int[SoundLedger.SERVICES.length];
    private long entries;

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
        for (Corruption kind : Corruption.values()) {
            scores.put(kind, new Score());
        }
    }

    /** What became of one kind. */
    private static final class Score {
        private int planted;
        private int found;
        private int placed;
        private int named;
        private int falseAlarms;
    }

    /**
     * What came out.
     *
     * @param table Markdown: kind, planted, found, placed exactly, cause right, false alarms
     * @param misses one line for each corruption that the ledger shows and that was not found, placed and named, and for each
     *     false alarm; empty if all is well
     */
    public record Outcome(String table, List<String> misses) {}

    /** Plant at least {@code ofEach} of every kind, one to five in an account, and reconcile once. */
    public Outcome run(int ofEach) {
        Long there = database.queryForObject("select count(*) from ledger_entry", Long.class);
        if (there == null || there != 0) {
            throw Failure.command("The ledger here is not empty. A self-test makes its own and works only on an empty one. Nothing was changed.");
        }
        prepare();
        List<Planting> accounts = new ArrayList<>();
        accounts.add(account(accounts.size()));
        for (int i = 0; i < ofEach; i++) {
            for (Corruption kind : Corruption.values()) {
                Planting planting = account(accounts.size());
                planting.plant(kind, i % 4 == 0);
                for (int more = random.nextInt(MOST_AT_ONCE); more > 0 && kind.isShownByTheLedger(); more--) {
                    planting.plant(Corruption.shown().get(random.nextInt(Corruption.shown().size())), false);
                }
                accounts.add(planting);
            }
        }
        accounts.forEach(this::book);
        ScratchSeal.seal(database);
        List<Discrepancy> found = new ArrayList<>(reconcile.apply(ReconcileRequest.everything()).discrepancies());
        accounts.forEach(planting -> judge(planting, found));
        return new Outcome(table(), misses);
    }

    private Planting account(int number) {
        String account = "SELF-%04d".formatted(number);
        return new Planting(account, SoundLedger.of(account, random), random);
    }

    private void prepare() {
        for (String feed : List.of("accounts", "events", "prices", "ledger")) {
            database.update("""
                    insert into load (feed, mapping, file_name, sha256, bytes, state, started_at)
                    values (?, ?, ? || '-self-test.csv', 'self-test ' || ?, 1, 'loaded', now())""", feed, feed, feed, feed);
        }
        for (int i = 0; i < services.length; i++) {
            String name = SoundLedger.SERVICES[i];
            Integer key = database.queryForObject("insert into service (name, feature, engine) values (?, ?, ?) returning service_key",
                    Integer.class, name, name, name);
            services[i] = key == null ? 0 : key;
            database.update("insert into price (service_key, plan, effective_from, effective_to, unit_price_micros) values (?, '', ?, ?, ?)",
                    key, Timestamp.from(SoundLedger.CHANGE.minusSeconds(86_400L * 365)), Timestamp.from(SoundLedger.CHANGE), SoundLedger.OLD[i]);
            database.update("insert into price (service_key, plan, effective_from, unit_price_micros) values (?, '', ?, ?)",
                    key, Timestamp.from(SoundLedger.CHANGE), SoundLedger.NEW[i]);
        }
    }

    private void book(Planting planting) {
        String id = planting.rows().get(0).id();
        Integer account = database.queryForObject("""
                insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                values (?, 'Self-test', 'Europe/Berlin', 'USD', ?, true) returning account_key""",
                Integer.class, id.substring(0, id.lastIndexOf('-')), SoundLedger.OPENING);
        for (Row row : planting.rows()) {
            if (row.event() != null) {
                database.update("insert into event (event_id, name, known) values (?, ?, false)", row.event(), row.event());
            }
        }
        database.batchUpdate("""
                insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, event_key,
                  load_id, line_no, service_key, type, status, version, transaction_id)
                values (?, ?, 1000000, ?, ?, ?, (select event_key from event where event_id = ?),
                  (select max(load_id) from load), 1, ?, ?, ?, 1, ?)""", planting.rows(), 200, (statement, row) -> {
            statement.setLong(1, ++entries);
            statement.setTimestamp(2, Timestamp.from(row.at()));
            statement.setLong(3, row.amount());
            statement.setLong(4, row.balance());
            statement.setInt(5, account == null ? 0 : account);
            statement.setObject(6, row.event(), Types.VARCHAR);
            statement.setInt(7, services[row.service()]);
            statement.setInt(8, row.type().code());
            statement.setInt(9, row.status().code());
            statement.setString(10, row.id());
        });
    }

    private void judge(Planting planting, List<Discrepancy> found) {
        String id = planting.rows().get(0).id();
        String account = id.substring(0, id.lastIndexOf('-'));
        List<Discrepancy> here = new ArrayList<>(found.stream().filter(d -> account.equals(d.account())).toList());
        for (Planted planted : planting.planted()) {
            Score score = scores.get(planted.kind());
            score.planted++;
            Discrepancy at = here.stream().filter(d -> d.transaction() != null && d.transaction().equals(planted.transaction()))
                    .findFirst().orElse(null);
            Discrepancy any = at != null ? at : here.stream().filter(d -> d.check().equals(planted.kind().check)).findFirst().orElse(null);
            here.remove(any);
            score.found += any == null ? 0 : 1;
            score.placed += at == null ? 0 : 1;
            boolean isNamed = at != null && at.check().equals(planted.kind().check) && at.cause().equals(planted.kind().cause);
            score.named += isNamed ? 1 : 0;
            if (planted.kind().isShownByTheLedger() && !isNamed) {
                misses.add("%s at %s: found %s".formatted(planted.kind().title(), planted.transaction(),
                        any == null ? "nothing" : any.check() + " " + any.cause() + " at " + any.transaction()));
            }
        }
        for (Discrepancy alarm : here) {
            if (!planting.planted().isEmpty()) {
                scores.get(planting.planted().get(0).kind()).falseAlarms++;
            }
            misses.add("false alarm: %s %s at %s, expected %s, actual %s; planted %s".formatted(alarm.check(), alarm.cause(),
                    alarm.transaction(), alarm.expected(), alarm.actual(), planting.planted()));
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | kind | planted | found | placed exactly | cause right | false alarms |
                |---|---:|---:|---:|---:|---:|
                """);
        scores.forEach((kind, score) -> table.append(kind.isShownByTheLedger()
                ? "| %s | %d | %d | %d | %d | %d |%n".formatted(kind.title(), score.planted, score.found, score.placed, score.named, score.falseAlarms)
                : "| %s | %d | needs %s | | | %d |%n".formatted(kind.title(), score.planted, kind.check, score.falseAlarms)));
        return table.append("%n%d entries; opening balance %s each.%n".formatted(entries, Money.text(SoundLedger.OPENING))).toString();
    }
}
