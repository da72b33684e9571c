package reckoner.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What only people who may read a backup know. */
final class Passphrase {

    /** What OWASP asks of PBKDF2 with HMAC-SHA-256; kept in each file, so that it can grow. */
    static final int ROUNDS = 600_000;

    private static final int KEY_BITS = 256;

    private final String text;

    Passphrase(String text) {
        this.text = text;
    }

    /** The two keys of a file: one that encrypts, one that tells whether the passphrase is the right one before anything is read. */
    Keys keys(byte[] salt, int rounds) {
        char[] letters = text.toCharArray();
        PBEKeySpec spec = new PBEKeySpec(letters, salt, rounds, KEY_BITS);
        try {
            byte[] root = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
            return new Keys(new SecretKeySpec(mac(root, "encrypt"), "AES"), mac(root, "check"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
            Arrays.fill(letters, '\0');
        }
    }

    private static byte[] mac(byte[] root, String purpose) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(root, "HmacSHA256"));
        return mac.doFinal(("reckoner backup " + purpose).getBytes(StandardCharsets.US_ASCII));
    }

    /** Keys of one file. */
    record Keys(SecretKeySpec encryption, byte[] check) {

        @Override
        public String toString() {
            return "Keys[***]";
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
