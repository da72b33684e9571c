package reckoner.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The text inside a delivered file: as it is, or unpacked; recognised by its first bytes, never by its name. */
final class Container {

    private static final long SMALL = 16L << 20;
    private static final int HIGHEST_RATIO = 200;
    private static final long LARGEST = 20L << 30;

    private Container() {}

    /** Open for reading. Fails as {@link Unreadable} where the bytes are no text that could be a feed. */
    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(16);
            byte[] start = in.readNBytes(8);
            in.reset();
            if (startsWith(start, 0x1F, 0x8B)) {
                return new Unpacked(in);
            }
            refuseForeign(start);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static void refuseForeign(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String what = null;
        if (startsWith(start, 'P', 'K', 3, 4)) {
            what = "is a spreadsheet or a zip archive";
        } else if (startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            what = "is an old spreadsheet";
        } else if (startsWith(start, 0x28, 0xB5, 0x2F, 0xFD)) {
            what = "is packed with zstd";
        } else if (text.startsWith("%PDF")) {
            what = "is a PDF document";
        } else if (text.startsWith("<")) {
            what = "is HTML or XML";
        } else if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)
                || start.length > 3 && (start[0] == 0) != (start[1] == 0) && start[1] == start[3] | start[0] == start[2]) {
            what = "looks like UTF-16";
        }
        if (what != null) {
            throw new Unreadable(1, what, "Deliver UTF-8 text with separated columns, plain or packed with gzip");
        }
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** One gzip member and nothing after it, that does not grow out of all proportion. */
    private static final class Unpacked extends FilterInputStream {

        private final InputStream packed;
        private final GzipCompressorInputStream gzip;
        private long count;

        Unpacked(InputStream packed) throws IOException {
            super(open(packed));
            this.packed = packed;
            this.gzip = (GzipCompressorInputStream) in;
        }

        private static GzipCompressorInputStream open(InputStream packed) throws IOException {
            try {
                return new GzipCompressorInputStream(packed);
            } catch (EOFException e) {
                throw new Unreadable(1, "is gzip data that is cut off", "Ask the sender for the file again");
            }
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
                read = gzip.read(target, offset, length);
            } catch (EOFException e) {
                throw new IOException("the gzip data is cut off", e);
            } catch (IOException e) {
                throw new IOException("the gzip data is damaged: " + e.getMessage(), e);
            }
            if (read < 0 && packed.read() >= 0) {
                throw new IOException("there are bytes after the end of the gzip data");
            }
            count += Math.max(read, 0);
            if (count > LARGEST || count > SMALL && count / HIGHEST_RATIO > gzip.getCompressedCount()) {
                throw new IOException("the gzip data grows to more than %d times its size".formatted(HIGHEST_RATIO));
            }
            return read;
        }
    }
}
