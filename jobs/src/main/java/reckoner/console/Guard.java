package reckoner.console;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.ForwardedHeaderFilter;
import reckoner.users.Audit;
import reckoner.users.SignedIn;
import reckoner.users.Tokens;
import reckoner.users.Users;

/** Lets people in by password or from a provider, programs by token, and nobody where {@link Routes} has no word for it. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Guard {

    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Who asked, and by what address, is what the proxy says; without one nobody is believed. */
    @Bean
    @ConditionalOnProperty("reckoner.console.behind-tls")
    FilterRegistrationBean<ForwardedHeaderFilter> forwarded() {
        FilterRegistrationBean<ForwardedHeaderFilter> first = new FilterRegistrationBean<>(new ForwardedHeaderFilter());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    @Bean
    AuthenticationProvider passwords(Users users) {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication asked) {
                SignedIn user = users.signIn(asked.getName(), String.valueOf(asked.getCredentials()))
                        .orElseThrow(() -> new BadCredentialsException("name or password"));
                return authentication(user);
            }

            @Override
            public boolean supports(Class<?> type) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
            }
        };
    }

    static Authentication authentication(SignedIn user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, Tokens tokens, Users users, Audit audit) throws Exception {
        return headers(http)
                .securityMatcher("/api/**", "/actuator/prometheus")
                .authorizeHttpRequests(routes -> open(routes, Routes.API))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new TokenFilter(tokens, users), AuthorizationFilter.class)
                .exceptionHandling(refusals -> refusals
                        .authenticationEntryPoint((request, response, e) -> Problem.write(response, 401, "Sign in with a token: Authorization: Bearer TOKEN"))
                        .accessDeniedHandler(new Refusals(audit)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, AuthenticationProvider passwords, Users users, ConsoleSettings settings, Audit audit, ProviderLogin provider)
            throws Exception {
        Refusals refusals = new Refusals(audit);
        // Without a parent: it would ask the same provider again, and a wrong password would count twice.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        provider.addTo(http);
        return headers(http)
                .authenticationProvider(passwords)
                .authorizeHttpRequests(routes -> open(routes, Routes.PAGES))
                .formLogin(login -> login.loginPage("/login").usernameParameter("name").passwordParameter("password")
                        .successHandler(new Arrivals(audit)).failureHandler(new Arrivals.Failed(audit)))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?out").deleteCookies("reckoner")
                        .addLogoutHandler((request, response, who) -> Refusals.signedIn(who).ifPresent(user ->
                                audit.keep(user, request.getRemoteAddr(), "sign out", user.name(), Audit.Outcome.DONE, ""))))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .addFilterBefore(new SessionFilter(users, settings), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.accessDeniedHandler(refusals))
                .build();
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
    }

    private static void open(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes, List<Routes.Route> known) {
        routes.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        for (Routes.Route route : known) {
            if (route.gate() == Routes.Gate.ANYONE) {
                routes.requestMatchers(route.method(), route.path()).permitAll();
            } else {
                routes.requestMatchers(route.method(), route.path()).hasAnyRole(route.gate().roles());
                if (route.method() == HttpMethod.GET) {
                    routes.requestMatchers(HttpMethod.HEAD, route.path()).hasAnyRole(route.gate().roles());
                }
            }
        }
        routes.anyRequest().denyAll();
    }
}
