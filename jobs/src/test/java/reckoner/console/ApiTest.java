package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import reckoner.schedule.Runner;

class ApiTest {

    private static TestConsole console;
    private static Visitor finn;
    private static Visitor opal;

    @BeforeAll
    static void start() {
        console = TestConsole.start();
        finn = console.visitor().withToken(console.token("finn"));
        opal = console.visitor().withToken(console.token("opal"));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void accounts_have_their_balances_as_text() {
        assertThat(finn.get("/api/accounts").body()).isEqualTo("{\"rows\":[{\"account\":\"A1\",\"name\":\"Account A1\",\"balance\":\"99.50\",\"currency\":\"USD\","
                + "\"asOf\":\"2026-03-01T11:30+01:00\",\"timeZone\":\"Europe/Berlin\"},{\"account\":\"A2\",\"name\":\"Account A2\",\"balance\":\"49.50\","
                + "\"currency\":\"USD\",\"asOf\":\"2026-03-01T10:30Z\",\"timeZone\":\"UTC\"}],\"next\":null}");
        assertThat(opal.get("/api/accounts").body()).contains("A1").doesNotContain("A2");
        assertThat(opal.get("/api/activity?account=A2").statusCode()).isEqualTo(404);
        assertThat(opal.get("/api/timeline?event=E2&from=2026-03-01&to=2026-03-02").statusCode()).isEqualTo(404);
    }

    @Test
    void accounts_and_statements_come_page_by_page() {
        assertThat(finn.get("/api/accounts?limit=1").body()).contains("\"A1\"").doesNotContain("\"A2\"").endsWith("\"next\":\"A1\"}");
        assertThat(finn.get("/api/accounts?limit=1&after=A1").body()).contains("\"A2\"").endsWith("\"next\":null}");
        assertThat(finn.get("/api/statements?month=2026-03&limit=1").body()).contains("\"A1\"").endsWith("\"next\":\"A1\"}");
        assertThat(finn.get("/api/statements?month=2026-03&limit=1&after=A1").body()).contains("\"A2\"").endsWith("\"next\":null}");
        assertThat(opal.get("/api/statements?month=2026-03").body()).contains("\"A1\"").doesNotContain("\"A2\"");
        assertThat(finn.get("/api/accounts?limit=1001").statusCode()).isEqualTo(400);
    }

    @Test
    void the_log_comes_page_by_page() {
        String first = finn.get("/api/activity?limit=1").body();
        assertThat(first).contains("\"transaction\":\"T2\"").contains("\"next\":\"");
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(finn.get("/api/activity?limit=1&after=" + next).body()).contains("\"transaction\":\"T1\"").endsWith("\"next\":null}");
    }

    @Test
    void errors_are_problem_details() {
        for (String path : new String[] {"/api/activity?limit=0", "/api/activity?limit=1000000000", "/api/activity?type=x", "/api/timeline", "/api/statements?month=x"}) {
            HttpResponse<String> answer = finn.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).as(path).startsWith("application/problem+json");
        }
        assertThat(console.visitor().get("/api/accounts").statusCode()).isEqualTo(401);
        assertThat(console.visitor().withToken("rk_guess").get("/api/accounts").statusCode()).isEqualTo(401);
        assertThat(finn.get("/api/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void a_run_is_asked_for_once_a_key() {
        HttpResponse<String> asked = finn.json("/api/reconciliations", "k1", "{\"account\":\"A1\"}");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(finn.json("/api/reconciliations", "k1", "{\"account\":\"A1\"}").body()).isEqualTo(asked.body());
        assertThat(console.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(finn.get(asked.headers().firstValue("Location").orElseThrow()).body()).contains("\"state\":\"done\"");
        assertThat(finn.json("/api/reconciliations", "k2", "{\"account\":\"NONE\"}").statusCode()).isEqualTo(404);
        assertThat(finn.json("/api/reconciliations", "k3", "not json").statusCode()).isEqualTo(400);
        assertThat(opal.json("/api/reconciliations", "k4", "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void a_session_is_no_token_and_a_revoked_token_is_none() {
        assertThat(console.signedIn("finn").get("/api/accounts").statusCode()).isEqualTo(401);
        Visitor ada = console.visitor().withToken(console.token("ada"));
        assertThat(ada.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(finn.get("/actuator/prometheus").statusCode()).isEqualTo(403);
        console.database().sql("update api_token set revoked_at = now() where user_id = (select user_id from console_user where name = 'ada')").update();
        assertThat(ada.get("/api/accounts").statusCode()).isEqualTo(401);
    }

    @Test
    void the_description_has_every_route_and_no_other() {
        Map<String, Map<String, Map<String, ?>>> description = new Yaml().load(finn.get("/api/openapi.yaml").body());
        Set<String> described = new TreeSet<>();
        description.get("paths").forEach((path, methods) -> methods.keySet().forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertThat(described).containsExactlyInAnyOrderElementsOf(Routes.API.stream().filter(route -> route.path().startsWith("/api/"))
                .map(route -> route.method() + " " + route.path()).toList());
    }
}
