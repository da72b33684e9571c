package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import reckoner.Failure;
import reckoner.users.Role;
import reckoner.users.Setup;
import reckoner.users.Users;

class SignInTest {

    private TestConsole console = TestConsole.empty();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void the_first_admin_is_made_with_a_token_that_works_once() {
        String token = console.bean(Setup.class).token().orElseThrow();
        Visitor visitor = console.visitor();
        assertThat(visitor.get("/setup?token=wrong").statusCode()).isEqualTo(400);
        Map<String, String> form = Map.of("token", token, "name", "ada", "password", TestConsole.PASSWORD, "again", TestConsole.PASSWORD);
        assertThat(location(visitor.post("/setup?token=" + token, "/setup", form))).endsWith("/login?ready");
        assertThat(console.bean(Setup.class).token()).isEmpty();
        assertThat(console.visitor().get("/setup?token=" + token).statusCode()).isEqualTo(400);
        assertThat(location(visitor.signIn("Ada", TestConsole.PASSWORD))).endsWith("/");
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(console.database().sql("select password_hash from console_user").query(String.class).single()).startsWith("{bcrypt}$2");
        assertThat(acts()).containsExactly("GET /setup refused", "POST /setup done", "GET /setup refused", "sign in done");
    }

    @Test
    void wrong_name_and_wrong_password_look_the_same_and_five_lock_the_user() {
        users().add("ada", TestConsole.PASSWORD, Role.ADMIN, List.of());
        HttpResponse<String> unknown = console.visitor().signIn("nobody", "x");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = console.visitor().signIn("ada", "wrong password " + i);
            assertThat(location(wrong)).isEqualTo(location(unknown)).endsWith("/login?wrong");
        }
        assertThat(location(console.visitor().signIn("ada", TestConsole.PASSWORD))).endsWith("/login?wrong");
        console.database().sql("update console_user set locked_until = now() - interval '1 second'").update();
        assertThat(location(console.visitor().signIn("ada", TestConsole.PASSWORD))).endsWith("/");
    }

    @Test
    void a_session_gets_another_id_at_login_and_its_cookie_is_for_the_server_alone() {
        users().add("ada", TestConsole.PASSWORD, Role.ADMIN, List.of());
        Visitor visitor = console.visitor();
        visitor.get("/login");
        String before = visitor.session().getValue();
        HttpResponse<String> answer = visitor.signIn("ada", TestConsole.PASSWORD);
        assertThat(visitor.session().getValue()).isNotEqualTo(before);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void a_session_ends_when_its_user_is_disabled_or_changed() {
        users().add("ada", TestConsole.PASSWORD, Role.ADMIN, List.of());
        users().add("bea", TestConsole.PASSWORD, Role.ADMIN, List.of());
        Visitor bea = console.signedIn("bea");
        assertThat(bea.get("/").statusCode()).isEqualTo(200);
        users().disable("bea", true);
        assertThat(location(bea.get("/"))).endsWith("/login?ended");
        assertThat(location(bea.signIn("bea", TestConsole.PASSWORD))).endsWith("/login?wrong");
        assertThatThrownBy(() -> users().disable("ada", true)).isInstanceOf(Failure.class).hasMessageContaining("last admin");
    }

    @Test
    void a_form_without_its_token_does_nothing() {
        users().add("ada", TestConsole.PASSWORD, Role.ADMIN, List.of());
        Visitor ada = console.signedIn("ada");
        assertThat(ada.postWithoutToken("/logout").statusCode()).isEqualTo(403);
        assertThat(ada.get("/").statusCode()).isEqualTo(200);
        assertThat(acts()).endsWith("POST /logout refused");
        assertThat(ada.get("/logout").statusCode()).isIn(404, 405);
        assertThat(location(ada.post("/password", "/logout", Map.of()))).endsWith("/login?out");
        assertThat(location(ada.get("/"))).contains("/login");
    }

    @Test
    void passwords_that_are_no_good_are_refused() {
        for (String bad : List.of("short", "aaaaaaaaaaaaaaa", "ada-ada-12345678", "x".repeat(40) + "ü".repeat(20) + "abcdef")) {
            assertThatThrownBy(() -> users().add("ada", bad, Role.ADMIN, List.of())).as(bad).isInstanceOf(Failure.class)
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(users().isEmpty()).isTrue();
    }

    @Test
    void what_is_typed_makes_no_line_in_the_audit_and_nobody_takes_one_out() {
        console.visitor().signIn("x\r\nadmin sign in done", "wrong");
        assertThat(console.database().sql("select subject from audit_entry").query(String.class).list()).containsExactly("x  admin sign in done");
        for (String change : List.of("delete from audit_entry", "update audit_entry set actor = 'nobody'", "truncate audit_entry")) {
            assertThatThrownBy(() -> console.database().sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> console.database().sql("insert into console_user (name, password_hash, role, created_at) values ('eve', '{noop}x', 'admin', now())")
                .update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void every_page_has_the_headers_that_keep_it_safe() {
        var headers = console.visitor().get("/login").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'").contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void only_behind_a_proxy_with_tls_its_word_counts_and_cookies_are_for_tls() {
        assertThat(isTakenAsTls(console)).isFalse();
        assertThat(console.visitor().get("/login").headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
        try (TestConsole behind = TestConsole.empty(Map.of("reckoner.console.behind-tls", "true"))) {
            assertThat(isTakenAsTls(behind)).isTrue();
            assertThat(behind.visitor().get("/login").headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
        }
        assertThatThrownBy(() -> TestConsole.empty(Map.of("reckoner.console.address", "0.0.0.0"))).hasStackTraceContaining("passwords would travel in the clear");
    }

    /** Only over TLS a page says that it wants TLS from then on. */
    private static boolean isTakenAsTls(TestConsole console) {
        return console.visitor().send(HttpRequest.newBuilder(URI.create(console.address() + "/login")).header("X-Forwarded-Proto", "https").GET().build())
                .headers().firstValue("Strict-Transport-Security").isPresent();
    }

    private Users users() {
        return console.bean(Users.class);
    }

    private List<String> acts() {
        return console.database().sql("select act || ' ' || outcome from audit_entry order by audit_id").query(String.class).list();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }
}
