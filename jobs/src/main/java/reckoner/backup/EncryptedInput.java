package reckoner.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/** Decrypts chunk by chunk; fails as {@code INPUT} at the first one that is not what was written there. */
final class EncryptedInput extends InputStream {

    private final Envelope envelope;
    private final PushbackInputStream in;
    private final Path file;
    private byte[] chunk = new byte[0];
    private int given;
    private long read;
    private boolean atEnd;

    EncryptedInput(Envelope envelope, InputStream in, Path file) {
        this.envelope = envelope;
        this.in = new PushbackInputStream(in);
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (given == chunk.length) {
            if (atEnd) {
                return -1;
            }
            next();
        }
        int part = Math.min(length, chunk.length - given);
        System.arraycopy(chunk, given, bytes, from, part);
        given += part;
        return part;
    }

    private void next() throws IOException {
        long place = Envelope.HEAD + read * (Envelope.CHUNK + Envelope.TAG);
        byte[] sealed = in.readNBytes(Envelope.CHUNK + Envelope.TAG);
        int after = in.read();
        if (after >= 0) {
            in.unread(after);
        }
        if (sealed.length < Envelope.TAG) {
            throw Envelope.damaged(file, place);
        }
        try {
            chunk = envelope.cipher(Cipher.DECRYPT_MODE, read++, after < 0).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw Envelope.damaged(file, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        given = 0;
        atEnd = after < 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
