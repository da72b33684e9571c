package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/**
 * Acts that weigh more want it confirmed that who sits there is who signed in: by the password, typed again and good for ten
 * minutes, or for whom a provider knows by a login there that is not older.
 */
@Component
class Confirmation {

    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** What a form has to ask for. */
    enum Need {
        NOTHING,
        PASSWORD,
        PROVIDER
    }

    private static final String AT = "confirmed at";
    private static final String PROVIDED = "signed in at the provider";

    private final Users users;
    private final Clock clock;

    Confirmation(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    Need need(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || isConfirmed(session)) {
            return Need.NOTHING;
        }
        return session.getAttribute(PROVIDED) == null ? Need.PASSWORD : Need.PROVIDER;
    }

    /** Pass where it is confirmed; fails as {@code COMMAND} where it is not, or the password is another one. */
    void require(SignedIn me, @Nullable String own, HttpServletRequest request) {
        HttpSession session = request.getSession();
        boolean typed = own != null && !own.isBlank();
        if (!typed && isConfirmed(session)) {
            return;
        }
        if (session.getAttribute(PROVIDED) != null) {
            throw Failure.command("This takes a login of the last ten minutes. Nothing was changed. Sign in again and repeat it.");
        }
        if (!typed || !users.confirms(me, own)) {
            throw Failure.command(typed ? "This is not your own password. Nothing was changed."
                    : "This takes your password again. Nothing was changed.");
        }
        session.setAttribute(AT, clock.millis());
    }

    /** Remember that a provider let this user in at that time. */
    static void provided(HttpSession session, Instant at) {
        session.setAttribute(PROVIDED, true);
        session.setAttribute(AT, at.toEpochMilli());
    }

    private boolean isConfirmed(HttpSession session) {
        return session.getAttribute(AT) instanceof Long at && clock.millis() - at < GOOD_FOR.toMillis();
    }
}
