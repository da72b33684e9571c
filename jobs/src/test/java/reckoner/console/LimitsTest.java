package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import reckoner.users.SignedIn;
import reckoner.users.Users;

class LimitsTest {

    private static TestConsole console;

    @BeforeAll
    static void start() {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_login_ends_after_twelve_hours_however_busy_it_was() throws Exception {
        assertThat(after(Duration.ofHours(12).minusMinutes(1)).getRedirectedUrl()).isNull();
        assertThat(after(Duration.ofHours(12).plusMinutes(1)).getRedirectedUrl()).isEqualTo("/login?ended");
    }

    private static MockHttpServletResponse after(Duration age) throws Exception {
        Users users = console.bean(Users.class);
        SignedIn finn = users.withId(console.database().sql("select user_id from console_user where name = 'finn'")
                .query(Integer.class).single()).orElseThrow();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(finn, null));
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(SessionFilter.SINCE, System.currentTimeMillis() - age.toMillis());
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setSession(session);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SessionFilter(users, console.bean(ConsoleSettings.class)).doFilter(request, response, new MockFilterChain());
        assertThat(session.isInvalid()).isEqualTo(response.getRedirectedUrl() != null);
        return response;
    }

    /** More than there are threads: who sends nothing holds a connection, not a thread. */
    @Test
    void hundreds_of_connections_that_say_nothing_hold_nobody_up() throws IOException {
        URI address = URI.create(console.address());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(console.visitor().get("/login").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
