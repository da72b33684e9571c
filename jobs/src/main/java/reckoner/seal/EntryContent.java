package reckoner.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reckoner.Sha256;

/**
 * What one ledger entry says, as the bytes that its seal is made of; the database knows the same format as
 * {@code entry_content}. Filled in the order of the methods, reused from entry to entry.
 */
public final class EntryContent {

    /** Bytes of a seal. */
    public static final int SEAL = 16;
    /** From 1970 to the year from which the database counts. */
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] hash = new byte[32];
    private ByteBuffer bytes = ByteBuffer.allocate(4096);

    /** Begin an entry at its place in the chain. */
    public EntryContent place(int load, int line, long entry) {
        bytes.clear().position(SEAL);
        bytes.putInt(load).putInt(line).putLong(entry);
        return this;
    }

    /** @param occurredAt microseconds since 1970 */
    public EntryContent figures(long occurredAt, long quantityMicros, long amountMicros, int type, int status, int version) {
        return figuresSince2000(occurredAt - MICROS_TO_2000, quantityMicros, amountMicros, type, status, version);
    }

    /** @param occurredAt microseconds since 2000, as the database counts */
    public EntryContent figuresSince2000(long occurredAt, long quantityMicros, long amountMicros, int type, int status, int version) {
        bytes.putLong(occurredAt).putLong(quantityMicros).putLong(amountMicros)
                .putShort((short) type).putShort((short) status).putShort((short) version);
        return this;
    }

    public EntryContent number(long value) {
        bytes.put((byte) 1).putLong(value);
        return this;
    }

    public EntryContent noNumber() {
        bytes.put((byte) 0);
        return this;
    }

    /** A text as {@link #sealed} makes it. */
    public EntryContent sealedText(byte[] sealed) {
        room(sealed.length);
        bytes.put(sealed);
        return this;
    }

    /** A text of ASCII letters only, which ids are. */
    public EntryContent ascii(CharSequence text) {
        int length = text.length();
        room(length + Integer.BYTES);
        bytes.putInt(length);
        for (int i = 0; i < length; i++) {
            bytes.put((byte) text.charAt(i));
        }
        return this;
    }

    /** UTF-8 of a text as the database sends it. */
    public EntryContent utf8(ByteBuffer text) {
        room(text.remaining() + Integer.BYTES);
        bytes.putInt(text.remaining()).put(text);
        return this;
    }

    /** UTF-8 of a text as the database sends it, amid other bytes. */
    public EntryContent utf8(byte[] text, int at, int length) {
        room(length + Integer.BYTES);
        bytes.putInt(length).put(text, at, length);
        return this;
    }

    public EntryContent noText() {
        bytes.putInt(-1);
        return this;
    }

    /** Replace the seal of the entry before by that of this one. */
    public void sealAfter(byte[] seal) {
        seal(seal, seal);
    }

    /** Do the {@code SEAL} bytes from {@code at} on seal this entry behind the one with seal {@code before}? */
    public boolean isSealedAs(byte[] before, byte[] row, int at) {
        hash(before);
        return Arrays.equals(hash, 0, SEAL, row, at, at + SEAL);
    }

    /** The seal of this entry behind the one with seal {@code before}. */
    void seal(byte[] before, byte[] target) {
        hash(before);
        System.arraycopy(hash, 0, target, 0, SEAL);
    }

    private void hash(byte[] before) {
        System.arraycopy(before, 0, bytes.array(), 0, SEAL);
        try {
            sha256.update(bytes.array(), 0, bytes.position());
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text with its length before it; null is what is not there. */
    public static byte[] sealed(@Nullable String text) {
        if (text == null) {
            return new byte[] {-1, -1, -1, -1};
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8).array();
    }

    /** Texts in a ledger that somebody altered may be of any length. */
    private void room(int more) {
        if (bytes.remaining() < more + 64) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + more).put(bytes.array(), 0, bytes.position());
        }
    }
}
