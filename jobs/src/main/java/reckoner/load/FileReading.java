package reckoner.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.Advance;

/** Reads one file from its first byte to its last, and proves its manifest: the same for loading and for a dry run. */
final class FileReading implements FeedReader.Taker {

    /** Takes the rows that are good. */
    @FunctionalInterface
    interface Rows {
        void take(Row row) throws IOException;
    }

    private final Tally tally;
    private final Rows rows;
    private final @Nullable Proof proof;
    private long bytes;
    private long lines;

    private FileReading(@Nullable Manifest manifest, Feed feed, Tally tally, Rows rows) {
        this.tally = tally;
        this.rows = rows;
        this.proof = manifest == null ? null : new Proof(manifest, feed);
    }

    /**
     * Read a file into the tally and the rows; how far it came is told to {@link Advance}.
     *
     * @param file read from here; its manifest lies beside it
     * @param fileName as it was delivered
     * @return its manifest; null where it has none that can be read
     */
    static @Nullable Manifest read(Path file, String fileName, Mapping mapping, Clock clock, Tally tally, Rows rows) throws IOException {
        Manifest manifest = null;
        try {
            manifest = Manifest.beside(file);
            FileReading run = new FileReading(manifest, mapping.feed(), tally, rows);
            Advance.begin(Rejection.shown(fileName), "rows", Files.size(file));
            try (InputStream in = Container.open(run.counted(file));
                    FeedReader reader = new FeedReader(Reading.of(mapping, fileName, clock, manifest), in)) {
                tally.read(reader.readAll(run), reader);
                Advance.reached(run.lines, run.bytes);
            }
            if (run.proof != null) {
                run.proof.findings(fileName, PrivateCopy.sha256(file), tally.rows(), tally.sumMicros()).forEach(tally::refuse);
            }
        } catch (Unreadable e) {
            tally.refuse(e.rejection());
        }
        return manifest;
    }

    /** Hand over the good rows among the first lines, as far as there are any. */
    static void readFirst(int most, Path file, String fileName, Mapping mapping, Clock clock, Rows rows) throws IOException {
        FileReading run = new FileReading(null, mapping.feed(), new Tally(0), rows);
        try (InputStream in = Container.open(file); FeedReader reader = new FeedReader(Reading.of(mapping, fileName, clock, null), in)) {
            reader.read(most, run);
        } catch (Unreadable e) {
            // Whoever reads all of it will say so.
        }
    }

    /** The file as delivered, its bytes counted before they are unpacked. */
    private InputStream counted(Path file) throws IOException {
        return new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                bytes += Math.max(read, 0);
                Advance.reached(lines, bytes);
                return read;
            }
        };
    }

    @Override
    public void row(Row row) throws IOException {
        lines++;
        if (proof != null) {
            proof.row(row);
        }
        rows.take(row);
    }

    @Override
    public void rejected(List<Rejection> faults) {
        lines++;
        tally.add(faults);
    }
}
