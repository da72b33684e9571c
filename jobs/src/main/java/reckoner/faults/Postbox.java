package reckoner.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import reckoner.Sha256;

/** A mail server of a few verbs on the loopback, which can be told to be away or to hang up in the middle of a mail. */
final class Postbox implements AutoCloseable {

    /** What mail programs draw afresh for every mail, and where they fold a line for its length. */
    private static final String BOUNDARY = "----=_Part_[0-9_.]+";
    private static final String FOLD = "[ \t]*\n[ \t]+";

    /** What it does with who comes next. */
    enum Mood {
        /** Takes mails. */
        TAKES,
        /** Hangs up at once. */
        AWAY,
        /** Hangs up while a mail is read. */
        HANGS_UP_IN_A_MAIL,
        /** Takes a mail and hangs up before it says so. */
        HANGS_UP_AFTER_A_MAIL
    }

    private final ServerSocket socket;
    private final Map<String, Integer> taken = new TreeMap<>();
    private Mood mood = Mood.TAKES;
    private int before;

    Postbox() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::listen, "postbox");
        listener.setDaemon(true);
        listener.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Be in another mood after so many mails more. */
    synchronized void becomes(Mood next, int mails) {
        mood = next;
        before = mails;
    }

    /** Every mail that was taken, as recipient, id and hash, with how often. */
    synchronized Map<String, Integer> taken() {
        return new TreeMap<>(taken);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                // A process that is suspended holds its line; others must get through.
                Thread line = new Thread(() -> answer(caller), "postbox line");
                line.setDaemon(true);
                line.start();
            } catch (IOException e) {
                // It was closed.
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            caller.setSoTimeout(60_000);
            serve(caller);
        } catch (IOException e) {
            // Whoever was there has died.
        }
    }

    private void serve(Socket caller) throws IOException {
        if (now() == Mood.AWAY) {
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = caller.getOutputStream();
        say(out, "220 localhost");
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4);
            switch (verb) {
                case "RCPT" -> {
                    to = line.substring(line.indexOf(':') + 1).strip();
                    say(out, "250 OK");
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    if (!data(in, to)) {
                        return;
                    }
                    say(out, "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 OK");
            }
        }
    }

    /** Read a mail; false where this one hangs up on it. */
    private boolean data(BufferedReader in, String to) throws IOException {
        Mood mood = now();
        StringBuilder mail = new StringBuilder();
        String id = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null || mood == Mood.HANGS_UP_IN_A_MAIL && mail.length() > 1_000) {
                return false;
            }
            if (id.isEmpty() && line.startsWith("Message-ID:")) {
                id = line.substring(11).strip();
            }
            mail.append(line).append('\n');
        }
        note(to + " " + id + " " + hash(mail.toString().replaceAll(BOUNDARY, "").replaceAll(FOLD, " ")));
        return mood != Mood.HANGS_UP_AFTER_A_MAIL;
    }

    private synchronized void note(String mail) {
        taken.merge(mail, 1, Integer::sum);
        before = Math.max(0, before - 1);
    }

    private synchronized Mood now() {
        return before > 0 ? Mood.TAKES : mood;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String hash(String mail) {
        return Sha256.of(mail.getBytes(StandardCharsets.ISO_8859_1)).substring(0, 16);
    }
}
