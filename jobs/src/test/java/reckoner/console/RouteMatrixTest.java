package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may take which route, written down a second time: a route that is not here, or open to others, fails. */
class RouteMatrixTest {

    private static final String[] USERS = {"opal", "finn", "ada"};

    /** Method and path, then who passes: everybody, or some of (o)perator, (f)inance and (a)dmin. */
    private static final Map<String, String> MATRIX = matrix("""
            GET /login                      everybody
            GET /setup                      everybody
            POST /setup                     everybody
            GET /                           ofa
            GET /dashboard                  ofa
            GET /events                     ofa
            GET /event                      ofa
            GET /activity                   ofa
            GET /activity.csv               ofa
            GET /activity.json              ofa
            GET /prices                     ofa
            GET /explain                    ofa
            GET /statements                 ofa
            GET /statements/file            ofa
            POST /statements/verify         ofa
            GET /password                   ofa
            POST /password                  ofa
            GET /tokens                     ofa
            POST /tokens/make               ofa
            POST /tokens/revoke             ofa
            POST /dashboard/buy             fa
            GET /reconciliation             fa
            GET /reconciliation/result      fa
            POST /reconciliation/run        fa
            GET /discrepancies              fa
            GET /discrepancy                fa
            POST /discrepancy/assign        fa
            POST /discrepancy/accept        fa
            POST /discrepancy/confirm       fa
            POST /discrepancy/resolve       fa
            POST /discrepancy/reopen        fa
            POST /statements/issue          fa
            POST /statements/restate        fa
            GET /due                        fa
            POST /due/cancel                fa
            GET /runs                       fa
            GET /run                        fa
            GET /schedule                   fa
            GET /health                     fa
            POST /runs/restart              a
            POST /runs/stop                 a
            POST /runs/recover              a
            POST /schedule/pause            a
            POST /schedule/resume           a
            POST /schedule/now              a
            GET /users                      a
            POST /users/add                 a
            POST /users/change              a
            POST /users/disable             a
            GET /audit                      a
            GET /api/openapi.yaml           ofa
            GET /api/accounts               ofa
            GET /api/activity               ofa
            GET /api/events                 ofa
            GET /api/timeline               ofa
            GET /api/prices                 ofa
            GET /api/statements             ofa
            GET /api/discrepancies          fa
            GET /api/reconciliations        fa
            POST /api/reconciliations       fa
            GET /api/due                    fa
            """);

    private static TestConsole console;

    @BeforeAll
    static void start() {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void every_route_that_is_mapped_is_in_the_matrix_and_the_other_way_round() {
        Set<String> mapped = new TreeSet<>();
        console.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("reckoner.")) {
                for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                    info.getPatternValues().forEach(path -> mapped.add(verb + " " + path));
                }
                assertThat(info.getMethodsCondition().getMethods()).as("methods of " + info).isNotEmpty();
            }
        });
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
    }

    @Test
    void nobody_passes_without_signing_in() {
        List<String> wrong = new ArrayList<>();
        MATRIX.forEach((route, who) -> {
            HttpResponse<String> answer = call(console.visitor(), route);
            boolean refused = answer.statusCode() == 302 && answer.headers().firstValue("Location").orElse("").contains("/login")
                    || answer.statusCode() == 401 || answer.statusCode() == 403;
            if (refused == who.equals("everybody") && route.startsWith("GET")) {
                wrong.add(route + " " + answer.statusCode());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_role_passes_where_it_may_and_nowhere_else() {
        List<String> wrong = new ArrayList<>();
        for (String user : USERS) {
            Visitor visitor = console.signedIn(user).withToken(console.token(user));
            MATRIX.forEach((route, who) -> {
                if (who.equals("everybody")) {
                    return;
                }
                int status = call(visitor, route).statusCode();
                boolean allowed = who.indexOf(user.equals("opal") ? 'o' : user.equals("finn") ? 'f' : 'a') >= 0;
                if (allowed == (status == 403 || status == 405) || status >= 500) {
                    wrong.add(user + " " + route + " " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_not_a_route_is_not_there() {
        Visitor ada = console.signedIn("ada");
        assertThat(ada.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(ada.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(ada.get("/actuator/heapdump").statusCode()).isEqualTo(404);
        assertThat(console.visitor().get("/actuator/health").body()).isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
    }

    @Test
    void whatever_stands_in_a_parameter_nothing_breaks_and_nothing_is_told() {
        Visitor ada = console.signedIn("ada").withToken(console.token("ada"));
        List<String> wrong = new ArrayList<>();
        console.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, method) -> {
            if (!method.getBeanType().getName().startsWith("reckoner.") || !info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                return;
            }
            for (String value : List.of("'\"--", "../../../../etc/passwd", "<script>alert(1)</script>", "%00\r\nX: y", "9".repeat(400))) {
                String query = Stream.of(method.getMethodParameters()).flatMap(RouteMatrixTest::names)
                        .map(name -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
                String path = info.getPatternValues().iterator().next();
                HttpResponse<String> answer = ada.get(path + "?" + query);
                boolean isPage = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
                if (answer.statusCode() >= 500 || isPage == path.matches("/api/.*|.*[.]json")
                        || isPage && answer.body().contains("<script>alert") || answer.body().contains("root:") || answer.body().contains("org.postgresql")
                        || answer.headers().firstValue("X").isPresent()) {
                    wrong.add(path + "?" + query + " " + answer.statusCode());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static Stream<String> names(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return parameter.hasParameterAnnotation(RequestParam.class) ? Stream.of(String.valueOf(parameter.getParameterName()))
                : parameter.getParameterType().isRecord() ? Stream.of(parameter.getParameterType().getRecordComponents()).map(RecordComponent::getName) : Stream.of();
    }

    /** With values that mean nothing: a role that passes is told so, which is no refusal. */
    private static HttpResponse<String> call(Visitor visitor, String route) {
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "999999");
        if (route.startsWith("POST /api")) {
            return visitor.json(path, "key", "[]");
        }
        return route.startsWith("GET") ? visitor.get(path) : visitor.post("/prices", path, Map.of());
    }

    private static Map<String, String> matrix(String table) {
        Map<String, String> rows = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            String[] words = line.strip().split("\\s+");
            rows.put(words[0] + " " + words[1], words[2]);
        });
        return rows;
    }
}
