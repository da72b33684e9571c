package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import reckoner.users.Audit;

/** Keeps every act in the audit, once, when it is over: whatever is not a mere look, and looks that say so (downloads). */
@Configuration(proxyBeanMethods = false)
class Acts implements WebMvcConfigurer, HandlerInterceptor {

    private static final String SUBJECT = "reckoner.act.subject";
    private static final String REFUSED = "reckoner.act.refused";
    private static final String FAILED = "reckoner.act.failed";

    private final Audit audit;

    Acts(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/assets/**", "/error", "/actuator/**");
    }

    /** Say what the act is about; makes a GET an act, too. */
    static void about(HttpServletRequest request, String subject) {
        request.setAttribute(SUBJECT, subject);
    }

    static void refused(HttpServletRequest request, String why) {
        request.setAttribute(REFUSED, why);
    }

    static void failed(HttpServletRequest request, String why) {
        request.setAttribute(FAILED, why);
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception exception) {
        boolean looks = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        Object refused = request.getAttribute(REFUSED);
        Object failed = exception != null ? exception.getClass().getSimpleName() : request.getAttribute(FAILED);
        boolean notFound = refused != null && response.getStatus() == 404;
        if (looks && request.getAttribute(SUBJECT) == null && !notFound) {
            return;
        }
        Audit.Outcome outcome = failed != null ? Audit.Outcome.FAILED
                : refused != null || response.getStatus() >= 400 ? Audit.Outcome.REFUSED : Audit.Outcome.DONE;
        Object route = Objects.requireNonNullElse(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), request.getRequestURI());
        audit.keep(Refusals.signedIn(SecurityContextHolder.getContext().getAuthentication()).orElse(null), request.getRemoteAddr(),
                request.getMethod() + " " + route, String.valueOf(Objects.requireNonNullElse(request.getAttribute(SUBJECT), "")), outcome,
                String.valueOf(Objects.requireNonNullElse(failed != null ? failed : refused, "")));
    }
}
