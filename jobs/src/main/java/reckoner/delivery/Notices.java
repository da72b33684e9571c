package reckoner.delivery;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** Short mails to the people who run this site, by the mail server that statements go through. */
@Component
public class Notices {

    private final DeliverySettings settings;
    private final Clock clock;

    Notices(DeliverySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Fails as {@code SETTINGS} where there is no mail server, or one of these is no address. */
    public void require(List<String> addresses) {
        if (settings.mail().host() == null || settings.mail().from() == null) {
            throw Failure.settings("reckoner.schedule.tell names %s, but reckoner.delivery.mail has no host or from. Nothing was started."
                    .formatted(String.join(", ", addresses)));
        }
        addresses.forEach(Notices::address);
    }

    /**
     * Send one mail to all of them; fails as {@code ENVIRONMENT} where the server does not take it.
     *
     * @param id of the notice, the same whenever it is sent again
     */
    public void send(List<String> addresses, String id, String subject, String text) {
        try (MailCourier courier = new MailCourier(settings.mail(), clock)) {
            courier.send(session -> {
                MimeMessage mail = new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", "<" + id + "@" + settings.domain() + ">");
                    }
                };
                mail.setFrom(new InternetAddress(settings.mail().from()));
                mail.setRecipients(Message.RecipientType.TO, addresses.stream().map(Notices::address).toArray(InternetAddress[]::new));
                mail.setSubject(subject, StandardCharsets.UTF_8.name());
                mail.setSentDate(Date.from(clock.instant()));
                mail.setHeader("Auto-Submitted", "auto-generated");
                mail.setText(text, StandardCharsets.UTF_8.name());
                mail.saveChanges();
                return mail;
            });
        } catch (Undelivered e) {
            throw Failure.environment("The notice '" + subject + "' was not sent: " + e.getMessage() + ". It is tried again.");
        }
    }

    private static InternetAddress address(String typed) {
        try {
            InternetAddress address = new InternetAddress(typed, true);
            address.validate();
            return address;
        } catch (MessagingException e) {
            throw Failure.settings("reckoner.schedule.tell: '" + typed + "' is no e-mail address. Nothing was started.");
        }
    }
}
