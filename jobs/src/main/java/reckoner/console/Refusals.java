package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.pattern.PathPatternParser;
import reckoner.users.Audit;
import reckoner.users.SignedIn;

/** Answers what a role may not do: 403, or 404 and 405 where there is no such thing at all; keeps it in the audit. */
final class Refusals implements AccessDeniedHandler {

    private final Audit audit;

    Refusals(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) throws IOException {
        String path = request.getRequestURI();
        List<Routes.Route> routes = path.startsWith("/api/") || path.startsWith("/actuator/prometheus") ? Routes.API : Routes.PAGES;
        List<Routes.Route> here = routes.stream()
                .filter(route -> PathPatternParser.defaultInstance.parse(route.path()).matches(PathContainer.parsePath(path)))
                .toList();
        boolean methodKnown = here.stream().anyMatch(route -> route.method().matches(request.getMethod()));
        int status = why instanceof CsrfException || methodKnown ? 403 : here.isEmpty() ? 404 : 405;
        if (status != 404) {
            audit.keep(signedIn(SecurityContextHolder.getContext().getAuthentication()).orElse(null), request.getRemoteAddr(),
                    request.getMethod() + " " + path, "", Audit.Outcome.REFUSED,
                    why instanceof CsrfException ? "no valid form token" : status == 405 ? "no such method" : "not for this role");
        }
        if (routes == Routes.API) {
            Problem.write(response, status, status == 404 ? "There is no such route" : "This token may not do that");
        } else {
            response.sendError(status);
        }
    }

    /** The user of an authentication; empty for nobody. */
    static Optional<SignedIn> signedIn(@Nullable Authentication authentication) {
        return Optional.ofNullable(authentication).map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance).map(SignedIn.class::cast);
    }
}
