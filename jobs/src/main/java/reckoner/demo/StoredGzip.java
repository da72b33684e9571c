package reckoner.demo;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * Writes a gzip file (RFC 1952) without compressing it: what zlib makes of the same text differs between its versions and
 * replacements, and the demo promises the same bytes on every machine.
 */
final class StoredGzip extends FilterOutputStream {
    /** Magic, deflate, no flags, no time, no extra flags, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int BLOCK = 65_535;

    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long size;
    private boolean closed;

    StoredGzip(OutputStream out) throws IOException {
        super(out);
        out.write(HEADER);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        size += length;
        int from = offset;
        while (from < offset + length) {
            if (filled == BLOCK) {
                writeBlock(false);
            }
            int part = Math.min(BLOCK - filled, offset + length - from);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeBlock(true);
            littleEndian(crc.getValue(), 4);
            littleEndian(size, 4);
            out.close();
        }
    }

    /** RFC 1951, 3.2.4: final bit, type 00, length and its complement. */
    private void writeBlock(boolean last) throws IOException {
        out.write(last ? 1 : 0);
        littleEndian(filled, 2);
        littleEndian(~filled, 2);
        out.write(block, 0, filled);
        filled = 0;
    }

    private void littleEndian(long value, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i) & 0xff);
        }
    }
}
