package reckoner.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** Ends a session whose user was disabled or changed, or that is older than a login may be, at its next request. */
final class SessionFilter extends OncePerRequestFilter {

    /** Session attribute: when its user signed in, by System.nanoTime, which no clock that is put right moves. */
    static final String SINCE = "signed in since";

    private final Users users;
    private final ConsoleSettings settings;

    SessionFilter(Users users, ConsoleSettings settings) {
        this.users = users;
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> user = Refusals.signedIn(SecurityContextHolder.getContext().getAuthentication());
        HttpSession session = request.getSession(false);
        if (user.isEmpty() || request.getRequestURI().startsWith("/assets/") || session != null && isGood(user.get(), session)) {
            chain.doFilter(request, response);
            return;
        }
        SecurityContextHolder.clearContext();
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect("/login?ended");
    }

    private boolean isGood(SignedIn user, HttpSession session) {
        Object since = session.getAttribute(SINCE);
        return since instanceof Long at
                && System.nanoTime() - at < settings.signedInFor().toNanos()
                && users.stillSignedIn(user).isPresent();
    }

    /** Errors keep what the request had. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }
}
