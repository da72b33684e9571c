package reckoner.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;
import reckoner.Sha256;
import tools.jackson.core.JacksonException;

/** A backup as it lies on the disk, encrypted or not. It is read from end to end, so that nothing of it is ever decrypted into a file. */
final class BackupFile {

    private final Path file;
    private final @Nullable Envelope envelope;

    private BackupFile(Path file, @Nullable Envelope envelope) {
        this.file = file;
        this.envelope = envelope;
    }

    /** Fails as {@code INPUT} where there is no such file, as {@code SETTINGS} where it is encrypted and the passphrase is not its own. */
    static BackupFile of(Path file, @Nullable Passphrase passphrase) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.input("There is no file " + file + ". Nothing was restored. Check the path.");
        }
        return new BackupFile(file, Envelope.isOf(file) ? Envelope.of(file, passphrase) : null);
    }

    /** What it says of itself, when every table was found to have the bytes that it says, to the end of the file. Fails as {@code INPUT} otherwise. */
    Contents proven() throws IOException {
        Contents contents = null;
        Map<String, String> found = new HashMap<>();
        try (InputStream in = opened(); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(Contents.ENTRY)) {
                    contents = Contents.of(file, zip.readAllBytes());
                } else if (found.put(entry.getName(), sha256(zip)) != null) {
                    throw damaged("has " + entry.getName() + " twice");
                }
            }
            // An encrypted file says at its very end that it is whole.
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException | JacksonException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (contents == null) {
            throw Failure.input(file + " is no backup of Reckoner: it has no " + Contents.ENTRY + ". Nothing was restored.");
        }
        for (Contents.Table table : contents.tables()) {
            if (!table.sha256().equals(found.get(table.entry()))) {
                throw Failure.input("%s is damaged: table %s is not what was backed up. Nothing was restored. Take another copy of it."
                        .formatted(file, table.name()));
            }
        }
        return contents;
    }

    /** Takes the rows of one table. */
    interface Taker {
        void take(Contents.Table table, InputStream rows) throws IOException, SQLException;
    }

    /** Give every table of the contents, in the order of the file. */
    void each(Contents contents, Taker taker) throws IOException, SQLException {
        Map<String, Contents.Table> tables = contents.tables().stream().collect(Collectors.toMap(Contents.Table::entry, Function.identity()));
        try (ZipInputStream zip = new ZipInputStream(opened())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Contents.Table table = tables.get(entry.getName());
                if (table != null) {
                    taker.take(table, zip);
                }
            }
        }
    }

    private InputStream opened() throws IOException {
        return envelope == null ? Files.newInputStream(file) : envelope.opened(file);
    }

    private Failure damaged(String why) {
        return Failure.input("%s is no whole backup (%s). Nothing was restored. Take another copy of it.".formatted(file, why));
    }

    private static String sha256(InputStream rows) throws IOException {
        MessageDigest digest = Sha256.digest();
        new DigestInputStream(rows, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }
}
