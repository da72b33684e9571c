package reckoner.console;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import reckoner.users.Role;

/**
 * Signing in at a provider (OpenID Connect).
 *
 * @param issuer address of the provider, as its discovery document states it
 * @param secret of the client; by RECKONER_CONSOLE_OIDC_SECRET, never in a file that others read
 * @param secretFile that holds the secret instead
 * @param label of the button on the page for signing in
 * @param nameClaim what a user is called here
 * @param roleClaim where the provider states roles or groups; dots lead into objects
 * @param roles which of them make a user what; absent: those of the same name
 * @param accountClaim where it states the accounts of an operator; absent: they are set on the page Users
 */
record OidcSettings(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String secret,
        @Nullable Path secretFile,
        @DefaultValue("Sign in with your company") String label,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue Map<Role, Set<String>> roles,
        @Nullable String accountClaim) {

    /** Hosts that may do without TLS: what is sent there does not leave the machine. */
    private static final Set<String> NEAR = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcSettings {
        if (issuer == null || clientId == null || (secret == null) == (secretFile == null)) {
            throw new IllegalArgumentException("reckoner.console.oidc needs issuer, client-id, and a secret or a secret-file");
        }
        URI address = URI.create(issuer);
        boolean encrypted = "https".equals(address.getScheme()) && address.getHost() != null;
        if (!encrypted && !("http".equals(address.getScheme()) && NEAR.contains(String.valueOf(address.getHost())))) {
            throw new IllegalArgumentException("reckoner.console.oidc.issuer is '" + issuer + "'; give an address that begins with https://");
        }
        Map<Role, Set<String>> all = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            all.put(role, Set.copyOf(roles.getOrDefault(role, Set.of(role.key()))));
        }
        roles = Map.copyOf(all);
    }

    /** The client's secret; fails where its file cannot be read. */
    String password() {
        if (secret != null) {
            return secret;
        }
        try {
            return Files.readString(Objects.requireNonNull(secretFile)).strip();
        } catch (IOException e) {
            throw new IllegalStateException("reckoner.console.oidc.secret-file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + ", secret=***]";
    }
}
