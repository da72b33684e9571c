package reckoner.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** A real mail server on this machine that takes or refuses mails as a test wants it. */
public final class PostOffice implements AutoCloseable {

    /** What arrived: to whom, and the whole mail. */
    public record Mail(String to, String text) {}

    private final SMTPServer server;
    public final List<Mail> mails = new ArrayList<>();
    /** Answers a recipient: null takes the mail. */
    public volatile Function<String, @Nullable RejectException> doorman = to -> null;
    /** Breaks the connection after the mail was taken, before that is answered. */
    volatile boolean drops;

    private PostOffice(@Nullable SSLContext tls) {
        SMTPServer.Builder builder = SMTPServer.port(0).hostName("localhost").bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(Handler::new);
        if (tls != null) {
            builder = builder.enableTLS().requireTLS().startTlsSocketFactory(tls);
        }
        server = builder.build();
        server.start();
    }

    public static PostOffice plain() {
        return new PostOffice(null);
    }

    /** Offers and demands STARTTLS with a certificate of its own, written to {@code folder/authority.pem}. */
    static PostOffice encrypted(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "smtp", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "secret", "-validity", "30");
        keytool("-exportcert", "-rfc", "-alias", "smtp", "-keystore", store.toString(), "-storepass", "secret", "-file",
                folder.resolve("authority.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new PostOffice(context);
    }

    private static void keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {

        private final MessageContext context;
        private String to = "";

        Handler(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String from) {
            // Everybody may send.
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            RejectException no = doorman.apply(recipient);
            if (no != null) {
                throw no;
            }
            to = recipient;
        }

        @Override
        public String data(InputStream data) throws IOException {
            mails.add(new Mail(to, new String(data.readAllBytes(), StandardCharsets.UTF_8)));
            if (drops) {
                ((Session) context).quit();
                throw new IOException("the line is dead");
            }
            return "250 taken as " + mails.size();
        }

        @Override
        public void done() {
            // Nothing to tidy.
        }
    }
}
