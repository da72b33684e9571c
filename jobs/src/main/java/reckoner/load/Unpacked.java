package reckoner.load;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** What a packed file holds: to its last byte, with nothing after it, and never grown out of all proportion. */
final class Unpacked extends FilterInputStream {

    /** Up to this size any proportion is fine. */
    private static final long SMALL = 16L << 20;
    private static final int HIGHEST_RATIO = 200;
    private static final long LARGEST = 20L << 30;

    private final String format;
    private final Counted packed;
    private long count;

    private Unpacked(String format, InputStream unpacking, Counted packed) {
        super(unpacking);
        this.format = format;
        this.packed = packed;
    }

    /** One gzip member. */
    static InputStream gzip(InputStream in) throws IOException {
        Counted packed = new Counted(in);
        try {
            return new Unpacked("gzip", new GzipCompressorInputStream(packed), packed);
        } catch (EOFException e) {
            throw new Unreadable(1, "is gzip data that is cut off", "Ask the sender for the file again");
        } catch (IOException e) {
            throw new Unreadable(1, "is gzip data that is damaged: " + e.getMessage(), "Ask the sender for the file again");
        }
    }

    /** One zstd frame, or several. */
    static InputStream zstd(InputStream in) {
        Counted packed = new Counted(in);
        return new Unpacked("zstd", new ZstdInputStream(packed), packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(target, offset, length);
        } catch (EOFException e) {
            throw new IOException("the " + format + " data is cut off", e);
        } catch (IOException | RuntimeException e) {
            String what = String.valueOf(e.getMessage());
            boolean cut = what.contains("truncated") || what.contains("Not enough input");
            throw new IOException("the " + format + (cut ? " data is cut off" : " data is damaged: " + what), e);
        }
        if (read < 0 && packed.read() >= 0) {
            throw new IOException("there are bytes after the end of the " + format + " data");
        }
        count += Math.max(read, 0);
        if (count > LARGEST || count > SMALL && count / HIGHEST_RATIO > packed.count) {
            throw new IOException("the %s data grows to more than %d times its size".formatted(format, HIGHEST_RATIO));
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Counts the packed bytes that were asked for. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
