package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import reckoner.activity.Balances;
import reckoner.database.TestLedger;
import reckoner.ledger.Money;
import reckoner.reconcile.Discrepancies;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.schedule.Runner;
import reckoner.timeline.TimelineBuild;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** What people do at the console, from the form to the tables. */
class ActsTest {

    private TestConsole console;
    private Visitor finn;

    @BeforeEach
    void start() {
        console = TestConsole.start();
        finn = console.signedIn("finn");
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void a_reconciliation_that_is_asked_for_twice_runs_once_and_shows_its_result() {
        Map<String, String> form = Map.of("account", "A1", "event", "", "from", "", "to", "", "key", "k1");
        String first = location(finn.post("/reconciliation", "/reconciliation/run", form));
        assertThat(location(finn.post("/reconciliation", "/reconciliation/run", form))).isEqualTo(first).contains("/due?id=");
        assertThat(finn.get(path(first)).body()).contains("data-poll").contains(">due<");
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        String ended = finn.get(path(first)).body();
        assertThat(ended).contains("data-ended").contains("0 discrepancies in 1 entry of 1 account").contains("/reconciliation/result?run=");
        long run = console.database().sql("select max(run_id) from reconcile_run").query(Long.class).single();
        assertThat(finn.get("/reconciliation/result?run=" + run).body()).contains("accounts A1").contains("Running balance");
        assertThat(console.database().sql("select count(*) from reconcile_run").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void what_is_above_the_limit_takes_a_second_person() {
        console.database().sql("""
                        do $$
                        begin
                          set local session_replication_role = replica;
                          update ledger_entry set balance_micros = balance_micros - 200000000;
                        end $$""").update();
        long run = console.bean(Reconciliations.class).register(ReconcileRequest.everything());
        console.bean(Runs.class).start("reconcile", ReconcileRequest.everything().parameters(run));
        long id = console.bean(Discrepancies.class).list(new Discrepancies.Filter(null, "A1", "opening_balance", null)).get(0).id();
        String page = "/discrepancy?id=" + id;
        finn.post(page, "/discrepancy/accept", Map.of("id", "" + id, "reason", "settled", "note", "agreed", "until", "", "upTo", ""));
        assertThat(state(id)).isEqualTo("proposed");
        finn.post(page, "/discrepancy/confirm", Map.of("id", "" + id, "note", ""));
        assertThat(state(id)).isEqualTo("proposed");
        assertThat(finn.get(page).body()).contains("it takes a second person");
        console.signedIn("ada").post(page, "/discrepancy/confirm", Map.of("id", "" + id, "note", ""));
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(console.database().sql("select actor || ' ' || outcome from audit_entry where act = 'POST /discrepancy/confirm' order by audit_id")
                .query(String.class).list()).containsExactly("finn refused", "ada done");
    }

    @Test
    void a_purchase_arrives_as_payment_and_entry_and_reconciles() {
        Map<String, String> form = Map.of("account", "A1", "amount", "75.00", "reference", "transfer 4711", "key", "k1");
        String due = location(finn.post("/dashboard?account=A1", "/dashboard/buy", form));
        assertThat(location(finn.post("/dashboard?account=A1", "/dashboard/buy", form))).isEqualTo(due);
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(finn.get(path(due)).body()).contains("75.00 credited to A1");
        assertThat(console.bean(Balances.class).current("A1").get(0).micros()).isEqualTo(Money.micros("174.50"));
        assertThat(console.database().sql("select credits_micros from payment").query(Long.class).single()).isEqualTo(Money.micros("75.00"));
        assertThat(finn.get("/dashboard?account=A1").body()).contains("174.50").contains("Credit purchase");
        long run = console.bean(Reconciliations.class).register(ReconcileRequest.everything());
        console.bean(Runs.class).start("reconcile", ReconcileRequest.everything().parameters(run));
        assertThat(console.bean(Reconciliations.class).result(run).discrepancies()).filteredOn(d -> "A1".equals(d.account())).isEmpty();
    }

    @Test
    void an_amount_that_is_none_buys_nothing() {
        for (String amount : List.of("49.99", "-100", "1e9", "100.001", "ten", "", "100000000.00")) {
            Map<String, String> form = Map.of("account", "A1", "amount", amount, "reference", "x", "key", UUID.randomUUID().toString());
            finn.post("/dashboard?account=A1", "/dashboard/buy", form);
            assertThat(finn.get("/dashboard?account=A1").body()).as(amount).contains("is no amount to buy. Give 50.00 or more");
        }
        assertThat(console.database().sql("select count(*) from due_run").query(Long.class).single()).isZero();
    }

    @Test
    void statements_are_issued_downloaded_and_verified() {
        String due = location(finn.post("/statements?month=2026-03", "/statements/issue", Map.of("month", "2026-03", "account", "", "key", "k1")));
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(finn.get(path(due)).body()).contains("2 issued");
        String own = number("A1");
        String other = number("A2");
        assertThat(finn.get("/statements?month=2026-03").body()).contains(own).contains(other);
        Visitor opal = console.signedIn("opal");
        assertThat(opal.get("/statements/file?number=" + other + "&format=pdf").statusCode()).isEqualTo(404);
        HttpResponse<String> pdf = opal.get("/statements/file?number=" + own + "&format=pdf");
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment; filename=\"A1_2026-03_");
        assertThat(pdf.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(opal.get("/statements?month=2026-03").body()).contains(own).doesNotContain(other);
    }

    @Test
    void users_are_changed_only_with_the_admins_own_password() {
        Visitor ada = console.signedIn("ada");
        Map<String, String> form = new LinkedHashMap<>(Map.of("name", "max", "password", "another good password", "role", "operator", "accounts", "A2", "own", "wrong"));
        ada.post("/users", "/users/add", form);
        assertThat(ada.get("/users").body()).contains("not your own password").doesNotContain(">max<");
        form.put("own", TestConsole.PASSWORD);
        ada.post("/users", "/users/add", form);
        assertThat(ada.get("/users").body()).contains("max can sign in now");
        Visitor max = console.visitor();
        max.signIn("max", "another good password");
        assertThat(max.get("/dashboard?account=A2").statusCode()).isEqualTo(200);
        ada.post("/users", "/users/change", Map.of("name", "max", "role", "operator", "accounts", "A1", "own", TestConsole.PASSWORD));
        assertThat(location(max.get("/dashboard?account=A2"))).endsWith("/login?ended");
        assertThat(ada.get("/audit?actor=ada").body()).contains("POST /users/add").contains("refused");
    }

    @Test
    void a_statement_is_restated_only_with_the_password_and_a_reason() {
        finn.post("/statements?month=2026-03", "/statements/issue", Map.of("month", "2026-03", "account", "A1", "key", "k1"));
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        String first = number("A1");
        new TestLedger(console.database()).consume("A1", "T3", "2026-03-02T10:00:00Z", "AI Modify (Kling)", "0.50", "99.00");
        String page = "/statements?month=2026-03&account=A1";
        Map<String, String> form = new LinkedHashMap<>(Map.of("month", "2026-03", "account", "A1", "reason", "a late entry", "own", "", "key", "k2"));
        finn.post(page, "/statements/restate", form);
        assertThat(finn.get(page).body()).contains("This takes your password again");
        form.put("own", TestConsole.PASSWORD);
        form.put("reason", " ");
        finn.post(page, "/statements/restate", form);
        assertThat(console.database().sql("select count(*) from due_run where state = 'due'").query(Long.class).single()).isZero();
        form.put("reason", "a late entry");
        assertThat(location(finn.post(page, "/statements/restate", form))).contains("/due?id=");
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(number("A1")).isGreaterThan(first);
        assertThat(finn.get(page).body()).contains(number("A1")).contains(first);
        assertThat(acts("POST /statements/restate")).containsExactly("finn refused", "finn refused", "finn done");
    }

    @Test
    void deliveries_stand_beside_the_statements_for_the_office_and_nobody_else() {
        finn.post("/statements?month=2026-03", "/statements/issue", Map.of("month", "2026-03", "account", "A1", "key", "k1"));
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        console.database().sql("""
                        with queued as (
                          insert into delivery (statement_id, target, message_id, state, attempts, queued_at, next_attempt_at)
                          select statement_id, 'mail', 'm1', 'failed', 1, now(), now() from statement
                          returning delivery_id)
                        insert into delivery_attempt (delivery_id, request, at, address, outcome, answer)
                        select delivery_id, 1, now(), 'a1@booth.example', 'failed', '550 <nobody> of that name' from queued""").update();
        assertThat(finn.get("/statements?month=2026-03").body()).contains("Deliveries", "a1@booth.example", "550 &lt;nobody&gt; of that name", ">failed<");
        assertThat(finn.get("/statements?month=2026-03&account=A2").body()).doesNotContain("a1@booth.example");
        assertThat(console.signedIn("opal").get("/statements?month=2026-03").body()).contains(number("A1")).doesNotContain("a1@booth.example");
    }

    @Test
    void many_accounts_come_page_by_page_and_are_typed_instead_of_chosen() {
        console.database().sql("""
                        insert into account (account_id, name, time_zone, currency, opening_balance_micros, known)
                        select 'M' || lpad(n::text, 3, '0'), 'Many ' || n, 'UTC', 'USD', 0, true from generate_series(1, 201) n""").update();
        String first = finn.get("/").body();
        assertThat(first).contains(">A1<", ">A2<", ">M098<", "href=\"/?after=M098\"").doesNotContain(">M099<");
        assertThat(finn.get("/?after=M098").body()).contains(">M099<", ">M198<", "after=M198");
        assertThat(finn.get("/?search=many+20").body()).contains(">M020<", ">M200<", ">M201<").doesNotContain(">M198<", "rel=\"next\"");
        assertThat(finn.get("/statements?month=2026-03&after=M098").body()).contains(">M099<", "month=2026-03&amp;after=M198");
        assertThat(finn.get("/activity").body()).contains("<input name=\"account\"").doesNotContain("<option value=\"M001\"");
        assertThat(console.signedIn("opal").get("/activity").body()).contains("<option value=\"A1\"").doesNotContain("M001");
    }

    @Test
    void a_password_that_was_typed_again_is_good_for_ten_minutes() {
        Clock later = Clock.offset(Clock.systemUTC(), Confirmation.GOOD_FOR.plusSeconds(1));
        Users users = console.bean(Users.class);
        SignedIn ada = users.signIn("ada", TestConsole.PASSWORD).orElseThrow();
        MockHttpServletRequest request = new MockHttpServletRequest();
        Confirmation now = new Confirmation(users, Clock.systemUTC());
        assertThatThrownBy(() -> now.require(ada, "", request)).hasMessageContaining("your password again");
        assertThatThrownBy(() -> now.require(ada, "wrong", request)).hasMessageContaining("not your own password");
        now.require(ada, TestConsole.PASSWORD, request);
        now.require(ada, "", request);
        assertThat(now.need(request)).isEqualTo(Confirmation.Need.NOTHING);
        assertThatThrownBy(() -> now.require(ada, "wrong", request)).hasMessageContaining("not your own password");
        assertThatThrownBy(() -> new Confirmation(users, later).require(ada, "", request)).hasMessageContaining("your password again");
    }

    @Test
    void runs_are_stopped_and_recovered_only_with_the_password() {
        console.bean(Runs.class).start("timeline", TimelineBuild.request(true));
        long run = console.database().sql("select max(job_execution_id) from batch_job_execution").query(Long.class).single();
        Visitor ada = console.signedIn("ada");
        ada.post("/runs", "/runs/stop", Map.of("id", "" + run));
        ada.post("/runs", "/runs/recover", Map.of());
        assertThat(ada.get("/runs").body()).contains("This takes your password again");
        ada.post("/runs", "/runs/recover", Map.of("own", TestConsole.PASSWORD));
        assertThat(ada.get("/runs").body()).contains("Nothing to recover").doesNotContain("name=\"own\"");
        assertThat(acts("POST /runs/stop")).containsExactly("ada refused");
        assertThat(acts("POST /runs/recover")).containsExactly("ada refused", "ada done");
    }

    @Test
    void a_large_purchase_takes_the_password_again() {
        Map<String, String> form = new LinkedHashMap<>(Map.of("account", "A1", "amount", "1000.01", "reference", "transfer 1", "key", "k1"));
        finn.post("/dashboard?account=A1", "/dashboard/buy", form);
        assertThat(finn.get("/dashboard?account=A1").body()).contains("This takes your password again");
        form.put("own", TestConsole.PASSWORD);
        assertThat(location(finn.post("/dashboard?account=A1", "/dashboard/buy", form))).contains("/due?id=");
        assertThat(acts("POST /dashboard/buy")).containsExactly("finn refused", "finn done");
    }

    @Test
    void discrepancies_come_page_by_page() {
        console.database().sql("""
                        insert into discrepancy (identity, check_name, severity, expected, actual, cause, explanation, state, first_run, last_run, opened_at)
                        select 'test ' || n, 'running_balance', 'error', 0, 1, 'unknown', 'finding ' || n, 'open', :run, :run, now()
                        from generate_series(1, 101) n""")
                .param("run", console.bean(Reconciliations.class).register(ReconcileRequest.everything())).update();
        List<Long> ids = console.database().sql("select discrepancy_id from discrepancy order by 1").query(Long.class).list();
        String first = finn.get("/discrepancies?check=running_balance").body();
        assertThat(first).contains("101 found").contains("discrepancy?id=" + ids.get(99) + "\"").doesNotContain("discrepancy?id=" + ids.get(100) + "\"");
        String next = first.replaceAll("(?s).*href=\"(/discrepancies[^\"]*after=[^\"]*)\".*", "$1").replace("&amp;", "&");
        assertThat(next).isEqualTo("/discrepancies?check=running_balance&after=" + ids.get(99));
        assertThat(finn.get(next).body()).contains("discrepancy?id=" + ids.get(100) + "\"").doesNotContain("rel=\"next\"");
        Visitor program = console.visitor().withToken(console.token("finn"));
        assertThat(program.get("/api/discrepancies?limit=2").body()).contains("\"next\":\"" + ids.get(1) + "\"");
        assertThat(program.get("/api/discrepancies?after=" + ids.get(99)).body()).contains("finding 101").endsWith("\"next\":null}");
    }

    @Test
    void nothing_but_a_form_makes_a_verification() {
        List<String> before = List.of(console.home().unfinished().toFile().list());
        HttpResponse<String> answer = finn.send(HttpRequest.newBuilder(URI.create(console.address() + "/statements/verify"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")).build());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(console.home().unfinished().toFile().list()).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<String> acts(String act) {
        return console.database().sql("select actor || ' ' || outcome from audit_entry where act = :act order by audit_id").param("act", act)
                .query(String.class).list();
    }

    private String number(String account) {
        return console.database().sql("select max(number) from statement join account using (account_key) where account_id = :a").param("a", account)
                .query(String.class).single();
    }

    private String state(long id) {
        return console.bean(Discrepancies.class).show(id).state();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }

    private static String path(String location) {
        URI uri = URI.create(location);
        return uri.getPath() + "?" + uri.getQuery();
    }
}
