package reckoner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.Failure;
import reckoner.activity.ActivityLog;
import reckoner.console.Console;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.timeline.TimelineBuild;
import reckoner.users.Role;
import reckoner.users.Users;

/** Times every page of the console over a ledger of many entries: real requests of somebody who is signed in, one at a time. */
public final class PagesBench {

    private static final int GOAL_MILLIS = 200;
    private static final int WARM_UP = 3;
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Console.Open console;
    private final JdbcTemplate database;
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** On a console whose ledger is empty. */
    public PagesBench(Console.Open console) {
        this.console = console;
        this.database = console.context().getBean(JdbcTemplate.class);
    }

    private record Timed(String page, long medianMicros, long p95Micros, int bytes) {

        boolean isFast() {
            return p95Micros <= GOAL_MILLIS * 1_000L;
        }
    }

    /** Make the ledger, ask for every page {@code rounds} times, and return Markdown: the figures, and whether the goal is met. */
    public String run(long size, int rounds) {
        if (Boolean.TRUE.equals(database.queryForObject("select exists (select 1 from ledger_entry)", Boolean.class))) {
            throw Failure.command("The ledger here is not empty. A bench makes its own and works only on an empty one. Nothing was changed.");
        }
        PagesLedger ledger = new PagesLedger(database, size);
        ledger.make();
        console.context().getBean(Runs.class).start("timeline", TimelineBuild.request(true));
        Reconciliations reconciliations = console.context().getBean(Reconciliations.class);
        ReconcileRequest one = new ReconcileRequest(List.of("B1"), null, null, null, false, null, null, false);
        long run = reconciliations.register(one);
        console.context().getBean(Runs.class).start("reconcile", one.parameters(run));
        ledger.findings(run);
        database.execute("vacuum analyze");
        signIn();
        List<Timed> all = time(pages(run), rounds);
        StringBuilder table = new StringBuilder("| page | median ms | p95 ms | KB | met |\n|---|---:|---:|---:|---|\n");
        all.stream().sorted(Comparator.comparingLong(Timed::p95Micros).reversed()).forEach(t -> table.append("| %s | %s | %s | %d | %s |%n".formatted(
                t.page(), millis(t.medianMicros()), millis(t.p95Micros()), t.bytes() / 1024, t.isFast() ? "yes" : "NO")));
        return table + new LogBench(console.context().getBean(ActivityLog.class), database).run(rounds) + "%n%,d entries of %,d accounts, %d requests a page after %d to warm up. Goal: p95 of every page at most %d ms: %s.%n".formatted(
                size, ledger.accounts(), rounds, WARM_UP, GOAL_MILLIS, all.stream().allMatch(Timed::isFast) ? "met" : "not met");
    }

    private List<String> pages(long run) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String event = text("select event_id from event where account_key = (select account_key from account where account_id = 'B7') order by starts_at desc limit 1");
        String dates = "&range=dates&from=" + today.minusDays(60) + "&to=" + today;
        String transaction = text("select transaction_id from ledger_entry order by occurred_at limit 1");
        String deep = database.queryForObject("""
                select (extract(epoch from occurred_at) * 1000000)::bigint || '_' || entry_id from ledger_entry order by occurred_at
                offset (select count(*) / 2 from ledger_entry) limit 1""", String.class);
        return List.of("/", "/?search=Bench+77", "/dashboard?account=B7", "/dashboard?account=B7&range=month", "/dashboard?account=B7" + dates,
                "/dashboard?account=B7&range=dates&from=" + today.minusDays(2) + "&to=" + today,
                "/events", "/events?account=B7", "/events?search=party+3", "/event?id=" + event, "/event?id=" + event + "&range=year",
                "/event?id=" + event + "&range=month", "/event?id=" + event + dates,
                "/activity", "/activity?account=B7", "/activity?event=" + event, "/activity?service=Kling", "/activity?service=Editorial+AI", "/activity?type=Add",
                "/activity?status=Failed", "/activity?type=Add&status=Failed", "/activity?service=Sora&status=Failed",
                "/activity?from=" + today.minusDays(30) + "&to=" + today, "/activity?account=B7&status=Failed&service=Sora",
                "/activity?search=" + transaction, "/activity?search=TX-A", "/activity?search=kling", "/activity?search=party+3", "/activity?search=nothing+is+called+so",
                "/activity?after=" + deep, "/prices", "/prices?history=on", "/statements", "/statements?month=" + YearMonth.from(today).minusMonths(1) + "&account=B7",
                "/explain?account=B7", "/reconciliation", "/reconciliation/result?run=" + run, "/discrepancies", "/discrepancies?account=B7",
                "/discrepancies?state=resolved", "/discrepancy?id=" + text("select min(discrepancy_id)::text from discrepancy"),
                "/runs", "/run?id=" + text("select max(job_execution_id)::text from batch_job_execution"), "/schedule", "/health", "/users", "/audit", "/tokens", "/password");
    }

    /** In turns, so that no page has the busy minute of the machine to itself. */
    private List<Timed> time(List<String> pages, int rounds) {
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        Map<String, Integer> bytes = new HashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (String page : pages) {
                long start = System.nanoTime();
                HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(console.address() + page)).build());
                long took = (System.nanoTime() - start) / 1_000;
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(page + " was answered with " + answer.statusCode());
                }
                bytes.put(page, answer.body().length);
                if (round >= 0) {
                    micros.computeIfAbsent(page, asked -> new ArrayList<>()).add(took);
                }
            }
        }
        return micros.entrySet().stream().map(entry -> {
            List<Long> sorted = entry.getValue().stream().sorted().toList();
            return new Timed(entry.getKey(), sorted.get(sorted.size() / 2), sorted.get((sorted.size() * 95 + 99) / 100 - 1), bytes.get(entry.getKey()));
        }).toList();
    }

    private void signIn() {
        String password = UUID.randomUUID().toString();
        console.context().getBean(Users.class).add("bench", password, Role.ADMIN, List.of());
        URI login = URI.create(console.address() + "/login");
        Matcher token = FORM_TOKEN.matcher(new String(send(HttpRequest.newBuilder(login).build()).body(), StandardCharsets.UTF_8));
        if (!token.find()) {
            throw new IllegalStateException("the page for signing in has no form");
        }
        send(HttpRequest.newBuilder(login).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=bench&password=" + password + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))).build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String text(String sql) {
        return String.valueOf(database.queryForObject(sql, String.class));
    }

    static String millis(long micros) {
        return java.math.BigDecimal.valueOf(micros, 3).setScale(1, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
