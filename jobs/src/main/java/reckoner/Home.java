package reckoner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that holds everything a run keeps, absolute and normalised. */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path inbox() {
        return root.resolve("inbox");
    }

    public Path processed() {
        return root.resolve("processed");
    }

    public Path quarantine() {
        return root.resolve("quarantine");
    }

    public Path out() {
        return root.resolve("out");
    }

    public Path database() {
        return root.resolve("database");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Where documents are written before they have their place in {@link #out()}: on its file system, whatever that is. */
    public Path unfinishedDocuments() {
        return out().resolve(".unfinished");
    }

    /** Where other files are written before they get their final name. */
    public Path unfinished() {
        return root.resolve("unfinished");
    }

    /** Make all directories; fails as {@code ENVIRONMENT} where one cannot be made. */
    public Home prepared() {
        for (Path folder : new Path[] {inbox(), processed(), quarantine(), out(), database(), logs(), unfinished()}) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw Failure.environment(
                        "Cannot make the directory %s (%s). Nothing was changed. Choose another --home or give the rights to write there."
                                .formatted(folder, e.getMessage()));
            }
        }
        return this;
    }
}
