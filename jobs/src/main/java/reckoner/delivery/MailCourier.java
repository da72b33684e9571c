package reckoner.delivery;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import reckoner.Failpoint;

/** Sends mails over one connection, encrypted unless the settings say otherwise. */
final class MailCourier implements Courier {

    private static final String PATIENCE_MILLIS = "30000";

    private final DeliverySettings.Mail settings;
    private final Clock clock;
    private final Session session;
    private @Nullable SMTPTransport transport;

    MailCourier(DeliverySettings.Mail settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = session(settings);
    }

    private static Session session(DeliverySettings.Mail settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", Objects.requireNonNull(settings.host()));
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.from", Objects.requireNonNull(settings.from()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.starttls()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.starttls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (settings.certificates() != null) {
            properties.put("mail.smtp.ssl.socketFactory", OwnAuthorities.of(settings.certificates()));
        }
        String username = settings.username();
        if (username == null) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(username, Objects.requireNonNullElse(settings.password(), ""));
            }
        });
    }

    @Override
    public void open() throws Undelivered {
        connected();
    }

    private SMTPTransport connected() throws Undelivered {
        SMTPTransport open = transport;
        if (open != null && open.isConnected()) {
            return open;
        }
        try {
            SMTPTransport fresh = (SMTPTransport) session.getTransport();
            fresh.connect();
            transport = fresh;
            return fresh;
        } catch (MessagingException e) {
            throw new Undelivered(Undelivered.Kind.NO_WAY, "%s:%d: %s".formatted(settings.host(), settings.port(), words(e)));
        }
    }

    @Override
    public String address(Parcel parcel) throws Undelivered {
        String email = parcel.email();
        if (email == null || email.isBlank()) {
            throw new Undelivered(Undelivered.Kind.NEVER, "the account has no e-mail address");
        }
        try {
            InternetAddress address = new InternetAddress(email, true);
            address.validate();
            return address.getAddress();
        } catch (AddressException e) {
            throw new Undelivered(Undelivered.Kind.NEVER, "'" + email + "' is no e-mail address");
        }
    }

    @Override
    public String deliver(Parcel parcel, Map<String, byte[]> documents) throws Undelivered {
        String to = address(parcel);
        return send(session -> Letter.of(session, parcel, to, Objects.requireNonNull(settings.from()), documents, clock.instant()));
    }

    /** What is sent; made for a session. */
    interface Writing {
        Message in(Session session) throws MessagingException;
    }

    /** Send it to its recipients and return what the server answered. */
    String send(Writing writing) throws Undelivered {
        SMTPTransport open = connected();
        try {
            Message message = writing.in(session);
            open.sendMessage(message, message.getAllRecipients());
            Failpoint.pass("a mail is sent");
            return open.getLastServerResponse().strip();
        } catch (SendFailedException e) {
            throw refused(e);
        } catch (MessagingException e) {
            close();
            throw new Undelivered(Undelivered.Kind.UNSURE, words(e));
        }
    }

    /** 5xx is final, anything else is worth another try. */
    private Undelivered refused(SendFailedException e) {
        for (Exception cause = e; cause != null; cause = cause instanceof MessagingException m ? m.getNextException() : null) {
            int code = cause instanceof SMTPAddressFailedException address ? address.getReturnCode()
                    : cause instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
            if (code >= 500) {
                return new Undelivered(Undelivered.Kind.NEVER, words(cause));
            }
            if (code >= 400) {
                return new Undelivered(Undelivered.Kind.LATER, words(cause));
            }
        }
        close();
        return new Undelivered(Undelivered.Kind.UNSURE, words(e));
    }

    private static String words(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String words = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return words.strip().replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        SMTPTransport open = transport;
        transport = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (MessagingException e) {
            // What was taken was answered for; a farewell that fails changes nothing.
        }
    }
}
