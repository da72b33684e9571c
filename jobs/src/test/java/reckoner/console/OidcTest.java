package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reckoner.database.TestLedger;
import reckoner.users.Role;
import reckoner.users.Users;

/** Signing in at a provider, from the button to the page, and what is refused on the way. */
class OidcTest {

    private static TestProvider provider;
    private static TestConsole console;

    @BeforeAll
    static void start() {
        provider = new TestProvider();
        console = TestConsole.empty(Map.of(
                "reckoner.console.oidc.issuer", provider.issuer(),
                "reckoner.console.oidc.client-id", TestProvider.CLIENT,
                "reckoner.console.oidc.secret", "s3cret",
                "reckoner.console.oidc.label", "Office login",
                "reckoner.console.oidc.role-claim", "realm_access.roles",
                "reckoner.console.oidc.roles.admin", "rk-admin",
                "reckoner.console.oidc.account-claim", "accounts"));
        assertThat(provider.asked).as("nobody is asked before somebody signs in").hasValue(0);
    }

    @AfterAll
    static void stop() {
        console.close();
        provider.close();
    }

    @BeforeEach
    void afresh() {
        new TestLedger(console.database()).empty().account("A1", "UTC", "100.00").account("A2", "UTC", "100.00");
        console.bean(Users.class).add("ada", TestConsole.PASSWORD, Role.ADMIN, List.of());
        provider.claims.clear();
        provider.forge = UnaryOperator.identity();
        provider.signsWithOtherKey = false;
        stated("maria", "operator", "A1");
    }

    @Test
    void whom_the_provider_lets_in_has_the_role_and_accounts_that_it_states() {
        assertThat(console.visitor().get("/login").body()).contains("Office login");
        Visitor maria = console.visitor();
        assertThat(signIn(maria, "")).endsWith("/");
        assertThat(maria.get("/dashboard?account=A1").statusCode()).isEqualTo(200);
        assertThat(maria.get("/dashboard?account=A2").statusCode()).isEqualTo(404);
        assertThat(maria.get("/reconciliation").statusCode()).isEqualTo(403);
        assertThat(console.database().sql("select name || ' ' || role || ' ' || subject from console_user where password_hash is null").query(String.class).list())
                .containsExactly("maria operator " + provider.issuer() + " user-1");
        assertThat(acts()).startsWith("maria sign in done");

        stated("maria", "finance");
        Visitor again = console.visitor();
        signIn(again, "");
        assertThat(again.get("/reconciliation").statusCode()).isEqualTo(200);
        assertThat(location(maria.get("/"))).as("the older session had another role").endsWith("/login?ended");
        assertThat(location(console.visitor().signIn("ada", TestConsole.PASSWORD))).as("passwords still do").endsWith("/");
        assertThat(location(console.visitor().signIn("maria", ""))).endsWith("/login?wrong");
    }

    @Test
    void what_weighs_more_takes_a_login_of_the_last_ten_minutes() {
        stated("root", "rk-admin");
        provider.claims.put("auth_time", System.currentTimeMillis() / 1000 - 3600);
        Visitor root = console.visitor();
        signIn(root, "");
        Map<String, String> form = new LinkedHashMap<>(Map.of("name", "ada", "disabled", "true"));
        assertThat(root.get("/users").body()).contains("sign in again").doesNotContain("name=\"own\"");
        root.post("/users", "/users/disable", form);
        assertThat(root.get("/users").body()).contains("This takes a login of the last ten minutes");
        provider.claims.remove("auth_time");
        signIn(root, "?again");
        assertThat(provider.request()).containsEntry("prompt", "login").containsEntry("max_age", "0");
        root.post("/users", "/users/disable", form);
        assertThat(root.get("/users").body()).contains("ada can sign in no longer");
    }

    @Test
    void a_token_that_is_not_for_us_lets_nobody_in() {
        refused("the issuer", claims -> with(claims, "iss", "http://127.0.0.1:1"), "not accepted (invalid_id_token)");
        refused("the audience", claims -> with(claims, "aud", "somebody else"), "not accepted (invalid_id_token)");
        refused("the nonce", claims -> with(claims, "nonce", "guessed"), "not accepted (invalid_nonce)");
        refused("the end", claims -> with(claims, "exp", new Date(System.currentTimeMillis() - 600_000)), "not accepted (invalid_id_token)");
        provider.signsWithOtherKey = true;
        refused("the signature", UnaryOperator.identity(), "not accepted (invalid_id_token)");
        assertThat(acts()).hasSize(5).allMatch(act -> act.equals(" sign in refused"));
        assertThat(console.database().sql("select count(*) from console_user").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void a_sound_token_of_somebody_who_has_no_place_here_lets_nobody_in() {
        stated("maria", "gardener");
        refused("no role", UnaryOperator.identity(), "no role for this console");
        stated("ada", "rk-admin");
        refused("a name that is taken", UnaryOperator.identity(), "who is somebody else");
        stated("maria", "operator", "NONE");
        refused("no such account", UnaryOperator.identity(), "There is no account &#39;NONE&#39;");
        stated("maria", "operator");
        refused("no account", UnaryOperator.identity(), "No account is yours here yet");
        stated("maria", "finance");
        signIn(console.visitor(), "");
        console.bean(Users.class).disable("maria", true);
        refused("disabled", UnaryOperator.identity(), "may not sign in here any more");
        assertThatThrownBy(() -> console.bean(Users.class).setPassword("maria", "a long enough password")).hasMessageContaining("has no password here");
    }

    @Test
    void settings_that_cannot_work_stop_the_start_and_without_them_there_is_no_button() {
        assertThatThrownBy(() -> TestConsole.empty(Map.of("reckoner.console.oidc.issuer", "http://login.example.com",
                "reckoner.console.oidc.client-id", "x", "reckoner.console.oidc.secret", "y"))).hasStackTraceContaining("give an address that begins with https://");
        TestConsole without = TestConsole.empty();
        assertThat(without.visitor().get("/login").body()).doesNotContain("/oauth2/");
        assertThat(location(without.visitor().get("/oauth2/authorization/oidc"))).endsWith("/login");
    }

    private static void stated(String name, String role, String... accounts) {
        provider.claims.put("preferred_username", name);
        provider.claims.put("realm_access", Map.of("roles", List.of("other", role)));
        provider.claims.put("accounts", List.of(accounts));
    }

    private static void refused(String what, UnaryOperator<JWTClaimsSet> forge, String words) {
        provider.forge = forge;
        Visitor visitor = console.visitor();
        assertThat(signIn(visitor, "")).as(what).endsWith("/login");
        assertThat(visitor.get("/login").body()).as(what).contains(words);
        assertThat(location(visitor.get("/"))).as(what).contains("/login");
    }

    private static JWTClaimsSet with(JWTClaimsSet claims, String name, Object value) {
        return new JWTClaimsSet.Builder(claims).claim(name, value).build();
    }

    /** The way that a browser takes; returns where it ends. */
    private static String signIn(Visitor visitor, String how) {
        String toProvider = location(visitor.get("/oauth2/authorization/oidc" + how));
        String back = location(sent(toProvider));
        return location(visitor.get(back.substring(console.address().length())));
    }

    private static HttpResponse<String> sent(String address) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> acts() {
        return console.database().sql("select actor || ' ' || act || ' ' || outcome from audit_entry order by audit_id").query(String.class).list();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode() + answer.body());
    }
}
