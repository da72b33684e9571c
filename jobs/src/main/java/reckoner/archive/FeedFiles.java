package reckoner.archive;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Sha256;

/** Packed CSV files, streamed from the database and back; a file has its name only when it is whole and on the disk. */
final class FeedFiles {

    private final CopyManager copy;

    FeedFiles(Connection connection) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** A file that was written. */
    record Written(String name, long rows, long bytes, String sha256) {}

    Written write(Path folder, String name, String query) throws IOException, SQLException {
        Files.createDirectories(folder);
        Path part = folder.resolve("." + name + ".part");
        MessageDigest digest = Sha256.digest();
        long rows;
        try (FileOutputStream file = new FileOutputStream(part.toFile())) {
            try (OutputStream packed = new GZIPOutputStream(new DigestOutputStream(new Unclosed(file), digest), 1 << 16)) {
                rows = copy.copyOut("copy (" + query + ") to stdout (format csv, header)", new Unclosed(packed));
            }
            file.getChannel().force(true);
        }
        long bytes = Files.size(part);
        settle(part, folder.resolve(name));
        return new Written(name, rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Write a small file the same way. */
    static void write(Path folder, String name, byte[] content) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        try (FileOutputStream file = new FileOutputStream(part.toFile())) {
            file.write(content);
            file.getChannel().force(true);
        }
        settle(part, folder.resolve(name));
    }

    private static void settle(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        Failpoint.pass("a file of an archive is written");
    }

    /** Fill a table from a file; fails as {@code INPUT} where it is not the one with this hash. */
    void read(Path file, String sha256, String table, String columns) throws IOException, SQLException {
        prove(file, sha256);
        try (InputStream rows = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            copy.copyIn("copy " + table + " (" + columns + ") from stdin (format csv, header)", rows);
        }
    }

    private static void prove(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.input("%s is not there. Nothing was changed. Put all files of the archive side by side, under the names that they were written with."
                    .formatted(file));
        }
        String found = Sha256.of(file);
        if (!found.equals(sha256)) {
            throw Failure.input("%s is damaged: its SHA-256 is %s and was %s when it was written. Nothing was changed. Fetch an undamaged copy of the file."
                    .formatted(file, found, sha256));
        }
    }

    /** The stream below goes on when this one is closed. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
