package reckoner.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reckoner.Failure;

/** The option that says where a result goes. A file is there when it is whole, never before; one that was there is replaced. */
final class OutputOption {

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    @Nullable Path file;

    /** Fail as {@code COMMAND} where a workbook has no file to go to: it is nothing for a terminal. */
    void requireFor(OutputFormat format) {
        if (format == OutputFormat.xlsx && file == null) {
            throw Failure.command("--format xlsx needs --output FILE.");
        }
    }

    /** Writes a result; does not close the stream. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    void write(Writing writing) {
        if (file == null) {
            toStandardOutput(writing);
        } else {
            write(file, writing);
        }
    }

    private static void toStandardOutput(Writing writing) {
        try {
            writing.to(System.out);
            System.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, Writing writing) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
                    writing.to(out);
                }
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (UncheckedIOException | IOException e) {
            throw Failure.environment("Cannot write %s (%s). It is as it was. Choose another place with --output.".formatted(file, e), e);
        }
    }
}
