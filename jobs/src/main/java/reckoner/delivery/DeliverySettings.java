package reckoner.delivery;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where statements go.
 *
 * @param targets mail, folder; empty: nothing is delivered
 * @param folder for the target folder
 * @param attempts after so many a delivery has failed
 */
@ConfigurationProperties(value = "reckoner.delivery", ignoreUnknownFields = false)
public record DeliverySettings(
        @DefaultValue Set<Target> targets, @Nullable Path folder, @DefaultValue("10") int attempts, @DefaultValue Mail mail) {

    public DeliverySettings {
        targets = Set.copyOf(targets);
        if (targets.contains(Target.FOLDER) && folder == null) {
            throw new IllegalArgumentException("reckoner.delivery.folder is missing");
        }
        if (targets.contains(Target.MAIL) && (mail.host() == null || mail.from() == null || !mail.from().contains("@"))) {
            throw new IllegalArgumentException("reckoner.delivery.mail.host or mail.from (an e-mail address) is missing");
        }
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("reckoner.delivery.attempts is " + attempts + ", must be 1 to 100");
        }
    }

    /**
     * The mail server.
     *
     * @param port 587 as a rule; 25 for one of your own network
     * @param starttls refuse to send what is not encrypted
     * @param certificates a PEM file of the authorities to trust; absent: those of the JDK
     * @param from address that mails come from
     */
    record Mail(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("true") boolean starttls,
            @Nullable Path certificates,
            @Nullable String username,
            @Nullable String password,
            @Nullable String from) {

        @Override
        public String toString() {
            return "Mail[host=" + host + ", port=" + port + ", username=" + username + ", password=***]";
        }
    }

    /** The part of message ids after the @. */
    String domain() {
        return mail.from() == null ? "reckoner.invalid" : mail.from().substring(mail.from().indexOf('@') + 1);
    }
}
