package reckoner.console;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import reckoner.Failure;
import reckoner.users.Role;
import reckoner.users.SignedIn;
import reckoner.users.Users;

/** Makes a user of the console out of what the provider states in its token: name, role, accounts. */
final class ProviderClaims implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** What we ourselves find wrong with a token that is sound; the words are for the user. */
    static final String NOT_HERE = "not_for_this_console";

    private final OidcSettings settings;
    private final Users users;
    private final Access access;

    ProviderClaims(OidcSettings settings, Users users, Access access) {
        this.settings = settings;
        this.users = users;
        this.access = access;
    }

    /** Whom the provider let in, and since when. */
    static final class Arrived extends DefaultOidcUser {

        private static final long serialVersionUID = 1;
        private final SignedIn user;

        private Arrived(OidcIdToken token, SignedIn user) {
            super(List.of(), token);
            this.user = user;
        }

        SignedIn user() {
            return user;
        }

        /** When that person last typed a password or the like there; long ago where the provider does not say. */
        Instant authenticated() {
            Instant at = getAuthenticatedAt();
            return at == null ? Instant.EPOCH : at;
        }
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        List<String> stated = texts(claim(token.getClaims(), settings.roleClaim()));
        Role role = settings.roles().entrySet().stream().filter(entry -> entry.getValue().stream().anyMatch(stated::contains))
                .map(Map.Entry::getKey).max(Comparator.naturalOrder())
                .orElseThrow(() -> refused("The provider gives you no role for this console (claim " + settings.roleClaim() + "). Ask an admin."));
        String name = texts(claim(token.getClaims(), settings.nameClaim())).stream().findFirst()
                .orElseThrow(() -> refused("The provider does not state what you are called (claim " + settings.nameClaim() + "). Ask an admin."));
        List<String> accounts = settings.accountClaim() == null ? null
                : role == Role.OPERATOR ? texts(claim(token.getClaims(), settings.accountClaim())) : List.of();
        SignedIn user;
        try {
            user = users.provided(token.getIssuer() + " " + token.getSubject(), name, role, accounts);
        } catch (Failure e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        if (!user.seesAll() && access.list(user, null).isEmpty()) {
            throw refused("No account is yours here yet. Ask an admin.");
        }
        return new Arrived(token, user);
    }

    private static OAuth2AuthenticationException refused(String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(NOT_HERE, words, null), words);
    }

    /** The claim of this name, else what dots lead to. */
    private static @Nullable Object claim(Map<String, Object> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object found = claims;
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found;
    }

    private static List<String> texts(@Nullable Object claim) {
        Stream<?> all = claim instanceof Collection<?> many ? many.stream() : Optional.ofNullable(claim).stream();
        return all.map(String::valueOf).map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
    }
}
