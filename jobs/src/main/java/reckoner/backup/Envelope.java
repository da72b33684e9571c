package reckoner.backup;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/**
 * The encrypted form of a file: a head, then chunks of 64 KiB, each AES-256-GCM under a key of this file alone. A chunk's nonce is its
 * position and whether it is the last one, and the head is authenticated with each: a chunk that was changed, moved, taken out or added
 * does not open, nor does the last one that is left of a file that was cut off.
 */
final class Envelope {

    static final int CHUNK = 1 << 16;
    static final int TAG = 16;

    private static final byte[] MAGIC = "RECKONER backup 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int CHECK = 32;
    private static final int PROVEN = MAGIC.length + Integer.BYTES + SALT;

    /** Length of the head in bytes: magic, rounds, salt, and what tells whether the passphrase is the right one. */
    static final int HEAD = PROVEN + CHECK;

    /** More would only keep somebody busy who opens a file of a stranger. */
    private static final int MOST_ROUNDS = 4_000_000;

    private final byte[] head;
    private final SecretKeySpec key;

    private Envelope(byte[] head, SecretKeySpec key) {
        this.head = head;
        this.key = key;
    }

    /** Does the file begin as encrypted backups do? */
    static boolean isOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** The form of a new file, whose key takes so many rounds to make. */
    static Envelope of(Passphrase passphrase, int rounds) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        Passphrase.Keys keys = passphrase.keys(salt, rounds);
        byte[] beginning = ByteBuffer.allocate(PROVEN).put(MAGIC).putInt(rounds).put(salt).array();
        return new Envelope(ByteBuffer.allocate(HEAD).put(beginning).put(check(keys, beginning)).array(), keys.encryption());
    }

    /** The form of a file that is there. Fails as {@code SETTINGS} where the passphrase is missing or another one, as {@code INPUT} where the head is damaged. */
    static Envelope of(Path file, @Nullable Passphrase passphrase) throws IOException {
        if (passphrase == null) {
            throw Failure.settings(file + " is encrypted and no passphrase is set. Nothing was restored. Set RECKONER_BACKUP_PASSPHRASE or reckoner.backup.passphrase-file.");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length < HEAD) {
            throw damaged(file, 0);
        }
        byte[] beginning = Arrays.copyOf(head, PROVEN);
        DataInputStream rest = new DataInputStream(new ByteArrayInputStream(beginning, MAGIC.length, PROVEN - MAGIC.length));
        int rounds = rest.readInt();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw damaged(file, 0);
        }
        Passphrase.Keys keys = passphrase.keys(rest.readNBytes(SALT), rounds);
        if (!MessageDigest.isEqual(check(keys, beginning), Arrays.copyOfRange(head, PROVEN, HEAD))) {
            throw Failure.settings(("The passphrase is not the one that %s was encrypted with, or the first %d bytes of the file are damaged. Nothing was restored."
                    + " Set RECKONER_BACKUP_PASSPHRASE or reckoner.backup.passphrase-file to the right one.").formatted(file, HEAD));
        }
        return new Envelope(head, keys.encryption());
    }

    /** What is written to it goes encrypted to {@code out}; whole when it is closed. */
    OutputStream around(OutputStream out) throws IOException {
        out.write(head);
        return new EncryptedOutput(this, out);
    }

    /** The content of the file, each chunk proven before its first byte is given. */
    InputStream opened(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(HEAD);
        return new EncryptedInput(this, in, file);
    }

    static Failure damaged(Path file, long at) {
        return Failure.input("%s is damaged or cut off at byte %d. Nothing was restored. Take another copy of it.".formatted(file, at));
    }

    /** Cipher for the chunk with this number, from 0. */
    Cipher cipher(int mode, long chunk, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).putLong(chunk).putInt(isLast ? 1 : 0).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(head);
        return cipher;
    }

    private static byte[] check(Passphrase.Keys keys, byte[] beginning) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.check(), "HmacSHA256"));
            return mac.doFinal(beginning);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
