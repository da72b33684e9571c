package reckoner.users;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import reckoner.Failure;
import reckoner.Sha256;

/** Passwords and random tokens: how they are made, kept and compared. */
final class Secrets {

    private static final String SCHEME = "{bcrypt}";
    private static final int SHORTEST = 12;
    /** What bcrypt reads of a password; a longer one would be cut off silently. */
    private static final int LONGEST_BYTES = 72;
    private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Made when it is first asked for: it takes a tenth of a second, which a start has no time for. */
    private static final class Nobody {
        static final String HASH = BCRYPT.encode("nobody has this password");
    }

    private Secrets() {}

    /** The hash to keep; fails as {@code COMMAND} where the password is too short, too long or the name itself. */
    static String hash(String name, String password) {
        if (password.length() < SHORTEST || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw Failure.command("The password must have %d characters or more and at most %d bytes. Nothing was changed."
                    .formatted(SHORTEST, LONGEST_BYTES));
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)) || password.chars().distinct().count() < 5) {
            throw Failure.command("The password is too easy: it contains the name or repeats few characters. Nothing was changed.");
        }
        return SCHEME + BCRYPT.encode(password);
    }

    /** Takes as long for a user that does not exist (null hash) as for one that does. */
    static boolean matches(String password, @org.jspecify.annotations.Nullable String hash) {
        boolean known = hash != null && hash.startsWith(SCHEME);
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                && BCRYPT.matches(password, known ? hash.substring(SCHEME.length()) : Nobody.HASH);
        return fits && known;
    }

    /** A new token of 256 random bits. */
    static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of a token: what is kept of it. */
    static String sha256(String token) {
        return Sha256.of(token);
    }
}
