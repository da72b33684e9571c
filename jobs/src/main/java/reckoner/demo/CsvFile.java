package reckoner.demo;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One feed file: UTF-8, a header, commas, line feeds, quotes only where needed, gzip if the name ends so. */
final class CsvFile implements Closeable {
    private final Writer writer;

    CsvFile(Path file, String header) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        if (file.toString().endsWith(".gz")) {
            bytes = new StoredGzip(bytes);
        }
        writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16);
        writer.write(header + "\n");
    }

    void row(@Nullable Object... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                writer.write(',');
            }
            Object cell = cells[i];
            if (cell != null) {
                writer.write(quoted(cell.toString()));
            }
        }
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
