package reckoner.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import reckoner.users.Role;

/** Which roles may take which route; what is not here is closed to everybody. */
final class Routes {

    /** Who may pass; {@link #ANYONE} without signing in. */
    enum Gate {
        ANYONE(Set.of()),
        ALL(Set.of(Role.OPERATOR, Role.FINANCE, Role.ADMIN)),
        OFFICE(Set.of(Role.FINANCE, Role.ADMIN)),
        ADMIN(Set.of(Role.ADMIN));

        private final Set<Role> roles;

        Gate(Set<Role> roles) {
            this.roles = roles;
        }

        String[] roles() {
            return roles.stream().map(Enum::name).sorted().toArray(String[]::new);
        }
    }

    /** One route; the path as Spring writes it. */
    record Route(HttpMethod method, String path, Gate gate) {}

    /** Pages, signed in by a session. */
    static final List<Route> PAGES = pages();

    /** Answers for programs, signed in by a token. */
    static final List<Route> API = api();

    private Routes() {}

    private static List<Route> pages() {
        List<Route> routes = new ArrayList<>();
        get(routes, Gate.ANYONE, "/login", "/setup", "/assets/**", "/favicon.ico", "/actuator/health", "/actuator/health/**");
        post(routes, Gate.ANYONE, "/setup");
        get(routes, Gate.ALL, "/", "/dashboard", "/events", "/event", "/activity", "/activity.csv", "/activity.json", "/prices",
                "/explain", "/statements", "/statements/file", "/password", "/tokens");
        post(routes, Gate.ALL, "/statements/verify", "/password", "/tokens/make", "/tokens/revoke");
        get(routes, Gate.OFFICE, "/reconciliation", "/reconciliation/result", "/discrepancies", "/discrepancy", "/due", "/runs", "/run", "/schedule", "/health");
        post(routes, Gate.OFFICE, "/dashboard/buy", "/reconciliation/run", "/discrepancy/assign", "/discrepancy/accept", "/discrepancy/confirm",
                "/discrepancy/resolve", "/discrepancy/reopen", "/statements/issue", "/statements/restate", "/due/cancel");
        get(routes, Gate.ADMIN, "/users", "/audit");
        post(routes, Gate.ADMIN, "/runs/restart", "/runs/stop", "/runs/recover", "/schedule/pause", "/schedule/resume", "/schedule/now",
                "/users/add", "/users/change", "/users/disable");
        return List.copyOf(routes);
    }

    private static List<Route> api() {
        List<Route> routes = new ArrayList<>();
        get(routes, Gate.ALL, "/api/openapi.yaml", "/api/accounts", "/api/activity", "/api/events", "/api/timeline", "/api/prices", "/api/statements");
        get(routes, Gate.OFFICE, "/api/discrepancies", "/api/reconciliations", "/api/due");
        post(routes, Gate.OFFICE, "/api/reconciliations");
        get(routes, Gate.ADMIN, "/actuator/prometheus");
        return List.copyOf(routes);
    }

    private static void get(List<Route> routes, Gate gate, String... paths) {
        for (String path : paths) {
            routes.add(new Route(HttpMethod.GET, path, gate));
        }
    }

    private static void post(List<Route> routes, Gate gate, String... paths) {
        for (String path : paths) {
            routes.add(new Route(HttpMethod.POST, path, gate));
        }
    }
}
