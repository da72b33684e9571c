package reckoner.bench;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How the bytes of a fuzzed file are packed. */
enum Packing {
    NONE,
    GZIP,
    ZSTD;

    byte[] pack(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (this) {
            case NONE -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** How many line feeds another unpacker, that of the JDK, gets out of damaged gzip before it gives up; of the others none. */
    long linesIn(byte[] damaged) {
        long lines = 0;
        if (this == GZIP) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(damaged))) {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    lines += b == '\n' ? 1 : 0;
                }
            } catch (IOException e) {
                return lines;
            }
        }
        return lines;
    }
}
