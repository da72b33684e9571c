package reckoner.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use.
 *
 * @param url JDBC address of your own PostgreSQL 15 to 18; absent: the embedded one in the home directory
 * @param ownerUsername who may change the tables, where {@code username} may not; signs in at the start only, and only for that
 * @param connections most connections of this process, 2 to 50
 */
@ConfigurationProperties(value = "reckoner.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String ownerUsername,
        @Nullable String ownerPassword,
        @DefaultValue("8") int connections) {

    public DatabaseSettings {
        if (connections < 2 || connections > 50) {
            throw new IllegalArgumentException("reckoner.database.connections is " + connections + ", must be 2 to 50");
        }
    }

    boolean hasOwner() {
        return external() && ownerUsername != null && !ownerUsername.isBlank();
    }

    boolean external() {
        return url != null && !url.isBlank();
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", username=" + username + ", password=***, ownerUsername=" + ownerUsername + ", ownerPassword=***]";
    }
}
