package reckoner.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import reckoner.users.Audit;
import reckoner.users.Users;

/** Signing in at a provider, where the settings name one. Whom it lets in is a user like any other, but without a password here. */
@Component
class ProviderLogin {

    /** Session attribute: why the last login at the provider came to nothing. */
    static final String PROBLEM = "sign in problem";

    private static final Logger LOG = LoggerFactory.getLogger("console");
    private static final String ID = "oidc";
    private static final String BEGIN = "/oauth2/authorization";

    private final @Nullable OidcSettings settings;
    private final Users users;
    private final Access access;
    private final Audit audit;
    private volatile @Nullable ClientRegistration known;

    ProviderLogin(ConsoleSettings settings, Users users, Access access, Audit audit) {
        this.settings = settings.oidc();
        this.users = users;
        this.access = access;
        this.audit = audit;
    }

    /** What the button says; null: there is no provider. */
    @Nullable String label() {
        return settings == null ? null : settings.label();
    }

    /** Add it to the pages' security; does nothing where there is no provider, and asks nobody before somebody signs in. */
    void addTo(HttpSecurity http) throws Exception {
        if (settings == null) {
            return;
        }
        OidcSettings provider = settings;
        http.oauth2Login(login -> login.loginPage("/login")
                .clientRegistrationRepository(id -> ID.equals(id) ? registration(provider) : null)
                .authorizedClientRepository(new NoClients())
                .authorizationEndpoint(begin -> begin.authorizationRequestResolver(new Begin(provider)))
                .userInfoEndpoint(info -> info.oidcUserService(new ProviderClaims(provider, users, access)))
                .successHandler(new Arrived(audit))
                .failureHandler(this::refuse));
    }

    /** What the provider's discovery document says, asked for once. */
    private synchronized ClientRegistration registration(OidcSettings provider) {
        ClientRegistration registration = known;
        if (registration == null) {
            registration = ClientRegistrations.fromIssuerLocation(provider.issuer()).registrationId(ID)
                    .clientId(provider.clientId()).clientSecret(provider.password()).scope("openid", "profile", "email")
                    .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}").build();
            known = registration;
        }
        return registration;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        String code = why instanceof OAuth2AuthenticationException error ? error.getError().getErrorCode() : why.getClass().getSimpleName();
        boolean ours = code.equals(ProviderClaims.NOT_HERE);
        String words = ours ? String.valueOf(why.getMessage())
                : "The provider's answer is not accepted (%s). Nobody is signed in. Try again, or ask an admin.".formatted(code.replaceAll("[^A-Za-z_]", ""));
        problem(request, words, code + ": " + why.getMessage());
        response.sendRedirect(request.getContextPath() + "/login");
    }

    private void problem(HttpServletRequest request, String words, String detail) {
        audit.keep(null, request.getRemoteAddr(), "sign in", "at the provider", Audit.Outcome.REFUSED, detail);
        request.getSession().setAttribute(PROBLEM, words);
    }

    /** The way to the provider; with {@code ?again} it has to ask for the password even of somebody whom it knows. */
    private final class Begin implements OAuth2AuthorizationRequestResolver {

        private final OidcSettings provider;

        private Begin(OidcSettings provider) {
            this.provider = provider;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return request.getRequestURI().equals(request.getContextPath() + BEGIN + "/" + ID) ? resolve(request, ID) : null;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
            try {
                DefaultOAuth2AuthorizationRequestResolver standard =
                        new DefaultOAuth2AuthorizationRequestResolver(asked -> registration(provider), BEGIN);
                if (request.getParameter("again") != null) {
                    standard.setAuthorizationRequestCustomizer(
                            to -> to.additionalParameters(more -> more.putAll(Map.of("prompt", "login", "max_age", "0"))));
                }
                return standard.resolve(request, id);
            } catch (RuntimeException e) {
                // Without a request the chain goes on, and whoever is not signed in ends on the page for it.
                LOG.error("The provider {} cannot be asked", provider.issuer(), e);
                problem(request, "The provider cannot be reached. Try again later, or sign in with a password.", "cannot be asked: " + e.getMessage());
                return null;
            }
        }
    }

    /** Puts our own user in the place of the provider's. */
    private static final class Arrived extends Arrivals {

        private Arrived(Audit audit) {
            super(audit);
        }

        @Override
        public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
                throws ServletException, IOException {
            ProviderClaims.Arrived arrived = (ProviderClaims.Arrived) who.getPrincipal();
            Authentication user = Guard.authentication(arrived.user());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(user);
            SecurityContextHolder.setContext(context);
            new HttpSessionSecurityContextRepository().saveContext(context, request, response);
            Confirmation.provided(request.getSession(), arrived.authenticated());
            super.onAuthenticationSuccess(request, response, user);
        }
    }

    /** We ask the provider for nothing afterwards, so its tokens are not kept. */
    private static final class NoClients implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String id, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication who, HttpServletRequest request, HttpServletResponse response) {
            // Forgotten.
        }

        @Override
        public void removeAuthorizedClient(String id, Authentication who, HttpServletRequest request, HttpServletResponse response) {
            // There is none.
        }
    }
}
