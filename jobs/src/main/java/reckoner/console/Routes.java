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
                "/statements", "/statements/file", "/password");
        post(routes, Gate.ALL, "/password");
        return List.copyOf(routes);
    }

    private static List<Route> api() {
        return List.of();
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
