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
import java.util.Date;
import java.util.Map;
import reckoner.document.CoverLetter;

/** The mail that a statement goes with. */
final class Letter extends MimeMessage {

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
        CoverLetter cover = CoverLetter.of(parcel.language(), parcel.number(), YearMonth.parse(parcel.month()), parcel.replaces(), parcel.accountName(),
                parcel.issuer());
        letter.setSubject(cover.subject(), UTF_8);
        letter.setSentDate(Date.from(now));
        letter.setHeader("X-Reckoner-Statement", parcel.number());
        letter.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart words = new MimeBodyPart();
        words.setText(cover.text(), UTF_8);
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

    private static String type(String name) {
        return name.endsWith(".pdf") ? "application/pdf"
                : name.endsWith(".xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv; charset=utf-8";
    }
}
