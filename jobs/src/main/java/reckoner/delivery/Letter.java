package reckoner.delivery;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Map;

/** The mail that a statement goes with. */
final class Letter extends MimeMessage {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    private Letter(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static Letter of(Session session, Parcel parcel, String to, String from, Map<String, byte[]> documents, Instant now) throws MessagingException {
        Letter letter = new Letter(session, parcel.messageId());
        try {
            letter.setFrom(new InternetAddress(from, parcel.issuer(), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        letter.setSubject(subject(parcel), UTF_8);
        letter.setSentDate(Date.from(now));
        letter.setHeader("X-Reckoner-Statement", parcel.number());
        letter.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart words = new MimeBodyPart();
        words.setText(words(parcel), UTF_8);
        parts.addBodyPart(words);
        for (Map.Entry<String, byte[]> document : documents.entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(document.getValue(), type(document.getKey()))));
            part.setFileName(document.getKey());
            parts.addBodyPart(part);
        }
        letter.setContent(parts);
        letter.saveChanges();
        return letter;
    }

    /** The same on every attempt. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static String subject(Parcel parcel) {
        return "%s %s, %s".formatted(parcel.replaces() == null ? "Statement" : "Restated statement", parcel.number(), month(parcel));
    }

    private static String words(Parcel parcel) {
        return """
                %s

                enclosed is your %s %s for %s.
                %s
                %s
                """.formatted(
                parcel.accountName(),
                parcel.replaces() == null ? "statement" : "restated statement",
                parcel.number(),
                month(parcel),
                parcel.replaces() == null ? "" : "It replaces statement " + parcel.replaces() + "; what changed is on it.\n",
                parcel.issuer());
    }

    private static String month(Parcel parcel) {
        return MONTH.format(YearMonth.parse(parcel.month()));
    }

    private static String type(String name) {
        return name.endsWith(".pdf") ? "application/pdf"
                : name.endsWith(".xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv; charset=utf-8";
    }
}
