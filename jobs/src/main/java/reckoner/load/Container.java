package reckoner.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text inside a delivered file: as it is, or unpacked; recognised by its first bytes, never by its name. */
final class Container {

    private static final int[] GZIP = {0x1F, 0x8B};
    private static final int[] ZSTD = {0x28, 0xB5, 0x2F, 0xFD};

    private Container() {}

    /** Open for reading. Fails as {@link Unreadable} where the bytes are no text that could be a feed. */
    static InputStream open(Path file) throws IOException {
        return open(Files.newInputStream(file));
    }

    /** The same of a stream; closes it where it is refused. */
    static InputStream open(InputStream bytes) throws IOException {
        InputStream in = new BufferedInputStream(bytes, 1 << 16);
        try {
            in.mark(16);
            byte[] start = in.readNBytes(8);
            in.reset();
            if (startsWith(start, GZIP)) {
                return Unpacked.gzip(in);
            }
            if (startsWith(start, ZSTD)) {
                return Unpacked.zstd(in);
            }
            refuseForeign(start);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Is the text packed, so that the file is much smaller than it? */
    static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return startsWith(start, GZIP) || startsWith(start, ZSTD);
        }
    }

    private static void refuseForeign(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String what = null;
        if (startsWith(start, 'P', 'K', 3, 4)) {
            what = "is a spreadsheet or a zip archive";
        } else if (startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            what = "is an old spreadsheet";
        } else if (text.startsWith("%PDF")) {
            what = "is a PDF document";
        } else if (text.startsWith("<")) {
            what = "is HTML or XML";
        } else if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)
                || start.length > 3 && (start[0] == 0) != (start[1] == 0) && start[1] == start[3] | start[0] == start[2]) {
            what = "looks like UTF-16";
        }
        if (what != null) {
            throw new Unreadable(1, what, "Deliver UTF-8 text with separated columns, plain or packed with gzip or zstd");
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
}
