package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private FileReading(@Nullable Manifest manifest, Feed feed, Tally tally, Rows rows) {
        this.tally = tally;
        this.rows = rows;
        this.proof = manifest == null ? null : new Proof(manifest, feed);
    }

    /**
     * Read a file into the tally and the rows.
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
            try (InputStream in = Container.open(file);
                    FeedReader reader = new FeedReader(Reading.of(mapping, fileName, clock, manifest), in)) {
                tally.read(reader.readAll(run), reader);
            }
            if (run.proof != null) {
                run.proof.findings(fileName, PrivateCopy.sha256(file), tally.rows(), tally.sumMicros()).forEach(tally::refuse);
            }
        } catch (Unreadable e) {
            tally.refuse(e.rejection());
        }
        return manifest;
    }

    @Override
    public void row(Row row) throws IOException {
        if (proof != null) {
            proof.row(row);
        }
        rows.take(row);
    }

    @Override
    public void rejected(List<Rejection> faults) {
        tally.add(faults);
    }
}
