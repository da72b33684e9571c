package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.HtmlUtils;
import reckoner.activity.ActivityFilter;
import reckoner.activity.ActivityLog;
import reckoner.ledger.DateRange;
import reckoner.users.Audit;
import reckoner.users.SignedIn;
import reckoner.users.Users;

class LimitsTest {

    private static TestConsole console;

    @BeforeAll
    static void start() {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_login_ends_after_twelve_hours_however_busy_it_was() throws Exception {
        assertThat(after(Duration.ofHours(12).minusMinutes(1)).getRedirectedUrl()).isNull();
        assertThat(after(Duration.ofHours(12).plusMinutes(1)).getRedirectedUrl()).isEqualTo("/login?ended");
    }

    private static MockHttpServletResponse after(Duration age) throws Exception {
        Users users = console.bean(Users.class);
        SignedIn finn = users.withId(console.database().sql("select user_id from console_user where name = 'finn'")
                .query(Integer.class).single()).orElseThrow();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(finn, null));
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(SessionFilter.SINCE, System.nanoTime() - age.toNanos());
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setSession(session);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SessionFilter(users, console.bean(ConsoleSettings.class)).doFilter(request, response, new MockFilterChain());
        assertThat(session.isInvalid()).isEqualTo(response.getRedirectedUrl() != null);
        return response;
    }

    @Test
    void an_export_of_too_many_rows_is_refused_before_it_begins_and_names_the_command_that_writes_them() {
        console.database().sql("""
                insert into ledger_entry (entry_id, occurred_at, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no,
                  service_key, type, status, version, transaction_id)
                select e.entry_id + 1000 + g, e.occurred_at + g * interval '1 second', e.quantity_micros, e.amount_micros, e.balance_micros, e.account_key,
                  e.event_key, e.load_id, e.line_no, e.service_key, e.type, e.status, e.version, e.transaction_id || '-' || g
                from ledger_entry e
                cross join generate_series(1, 1000) g
                where e.transaction_id = 'T1'""").update();
        Visitor finn = console.signedIn("finn");

        assertThat(finn.get("/activity.csv?account=A1&status=Success")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(HtmlUtils.htmlUnescape(answer.body())).contains("more than 1,000 rows")
                    .contains("./run.sh activity --account 'A1' --status 'Success' --format csv --output activity.csv");
        });
        assertThat(finn.get("/activity.json").statusCode()).isEqualTo(400);
        assertThat(finn.get("/activity.csv?account=A2").body().lines()).hasSize(2);
        assertThat(outcomes("finn", 3)).containsExactlyInAnyOrder("refused", "refused", "done");
    }

    @Test
    void a_value_in_the_command_that_an_export_names_is_one_word_to_a_shell() {
        assertThat(new ActivityQuery.Asked(null, null, null, null, null, null, null, "x'; rm -rf /").command("json"))
                .isEqualTo("./run.sh activity --search 'x'\\''; rm -rf /' --format json --output activity.json");
    }

    @Test
    void exports_side_by_side_and_downloads_of_an_hour_have_an_end() {
        Downloads downloads = new Downloads(settings(2, 1), console.bean(ActivityLog.class), console.bean(Audit.class));
        SignedIn ada = console.bean(Users.class).withId(console.database().sql("select user_id from console_user where name = 'ada'")
                .query(Integer.class).single()).orElseThrow();
        ActivityFilter ofA2 = new ActivityFilter("A2", null, null, null, null, DateRange.always(), null);

        try (Downloads.Place first = downloads.export(ada, ofA2, "")) {
            assertThatThrownBy(() -> downloads.export(ada, ofA2, "")).isInstanceOf(Downloads.TooMany.class).hasMessageContaining("1 exports are being written");
        }
        downloads.export(ada, ofA2, "").close();
        Visitor browser = console.signedIn("ada");
        browser.get("/activity.csv?account=A2");
        browser.get("/activity.json?account=A2");
        assertThat(outcomes("ada", 2)).containsExactly("done", "done");
        assertThatThrownBy(() -> downloads.require(ada)).isInstanceOf(Downloads.TooMany.class).hasMessageContaining("2 exports and documents within an hour");
    }

    /** How the exports of this user ended, once the audit has so many: it is written after the answer is out. */
    private static List<String> outcomes(String user, int count) {
        List<String> outcomes = List.of();
        for (long until = System.nanoTime() + Duration.ofMinutes(1).toNanos(); outcomes.size() < count && System.nanoTime() < until; Thread.onSpinWait()) {
            outcomes = console.database().sql("select outcome from audit_entry where act like 'GET /activity%' and actor = :user order by audit_id")
                    .param("user", user).query(String.class).list();
        }
        return outcomes;
    }

    private static ConsoleSettings settings(int downloadsAnHour, int exportsAtOnce) {
        return new ConsoleSettings("127.0.0.1", 0, false, Duration.ofHours(1), BigDecimal.ONE, BigDecimal.TEN, 1_000, exportsAtOnce, downloadsAnHour, null);
    }

    /** More than there are threads: who sends nothing holds a connection, not a thread. */
    @Test
    void hundreds_of_connections_that_say_nothing_hold_nobody_up() throws IOException {
        URI address = URI.create(console.address());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(console.visitor().get("/login").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
