package reckoner.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import reckoner.users.Audit;
import reckoner.users.SignedIn;

/** A login that succeeded goes on to the page that was asked for; both kinds are in the audit. */
class Arrivals extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Audit audit;

    Arrivals(Audit audit) {
        this.audit = audit;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws ServletException, IOException {
        SignedIn user = Refusals.signedIn(who).orElseThrow();
        audit.keep(user, request.getRemoteAddr(), "sign in", user.name(), Audit.Outcome.DONE, "");
        request.getSession().setAttribute(SessionFilter.SINCE, System.nanoTime());
        super.onAuthenticationSuccess(request, response, who);
    }

    /** One answer for a wrong name, a wrong password, a locked and a disabled user. */
    static final class Failed extends SimpleUrlAuthenticationFailureHandler {

        private final Audit audit;

        Failed(Audit audit) {
            super("/login?wrong");
            this.audit = audit;
        }

        @Override
        public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
                throws IOException, ServletException {
            audit.keep(null, request.getRemoteAddr(), "sign in", Objects.requireNonNullElse(request.getParameter("name"), ""),
                    Audit.Outcome.REFUSED, "");
            super.onAuthenticationFailure(request, response, why);
        }
    }
}
