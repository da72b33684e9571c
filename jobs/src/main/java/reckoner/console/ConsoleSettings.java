package reckoner.console;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the console listens and how long it trusts.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 * @param behindTls the console is reached through a proxy that encrypts; its forwarded headers are believed
 * @param signedInFor how long a login lasts, used or not
 * @param minimumPurchase credits
 * @param confirmPurchase credits; a purchase above this takes the password again
 * @param exportRows most rows of an export; more are for the command line
 * @param exportsAtOnce most exports that are written side by side
 * @param downloadsAnHour most exports and documents that one user takes in an hour
 * @param oidc a provider to sign in at; absent: by password only
 */
@ConfigurationProperties(value = "reckoner.console", ignoreUnknownFields = false)
public record ConsoleSettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8080") int port,
        @DefaultValue("false") boolean behindTls,
        @DefaultValue("12h") Duration signedInFor,
        @DefaultValue("50.00") BigDecimal minimumPurchase,
        @DefaultValue("1000.00") BigDecimal confirmPurchase,
        @DefaultValue("200000") int exportRows,
        @DefaultValue("3") int exportsAtOnce,
        @DefaultValue("300") int downloadsAnHour,
        @Nullable OidcSettings oidc) {

    public ConsoleSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("reckoner.console.port is " + port + "; give 0 to 65535");
        }
        if (!behindTls && !isLoopback(address)) {
            throw new IllegalArgumentException(("reckoner.console.address is %s, where passwords would travel in the clear;"
                    + " put a proxy with TLS in front and set reckoner.console.behind-tls: true, or listen on 127.0.0.1").formatted(address));
        }
        if (exportRows < 1 || exportsAtOnce < 1 || downloadsAnHour < 1) {
            throw new IllegalArgumentException(("reckoner.console.export-rows is %d, exports-at-once %d, downloads-an-hour %d; give each 1 or more")
                    .formatted(exportRows, exportsAtOnce, downloadsAnHour));
        }
        if (signedInFor.toMinutes() < 1) {
            throw new IllegalArgumentException("reckoner.console.signed-in-for is " + signedInFor + "; give 1m or more");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("reckoner.console.address '" + address + "' is no address of this machine", e);
        }
    }
}
