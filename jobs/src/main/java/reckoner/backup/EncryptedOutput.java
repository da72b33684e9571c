package reckoner.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts chunk by chunk; the last chunk, which may be empty, is written when it is closed. */
final class EncryptedOutput extends OutputStream {

    private final Envelope envelope;
    private final OutputStream out;
    private final byte[] chunk = new byte[Envelope.CHUNK];
    private int filled;
    private long written;
    private boolean closed;

    EncryptedOutput(Envelope envelope, OutputStream out) {
        this.envelope = envelope;
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (at < from + length) {
            if (filled == chunk.length) {
                put(false);
            }
            int part = Math.min(chunk.length - filled, from + length - at);
            System.arraycopy(bytes, at, chunk, filled, part);
            filled += part;
            at += part;
        }
    }

    private void put(boolean isLast) throws IOException {
        try {
            out.write(envelope.cipher(Cipher.ENCRYPT_MODE, written++, isLast).doFinal(chunk, 0, filled));
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (out) {
                put(true);
            }
        }
    }
}
