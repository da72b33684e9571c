package reckoner.statements;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Sha256;

/**
 * Where documents stand: written aside first, then put in place in one step, so that no half document is ever seen. Every
 * process writes aside in a folder of its own: one that was suspended and taken over may wake up in the middle of a document.
 */
@Component
public class Shelf implements DisposableBean {

    private static final int LONGEST_NAME = 80;

    private final Home home;
    private final Path asides;
    private final Path own;

    Shelf(Home home) {
        this.home = home;
        this.asides = home.unfinishedDocuments();
        this.own = asides.resolve(UUID.randomUUID().toString());
    }

    /** What was not put in place goes with the process. */
    @Override
    public void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(own);
    }

    /** Where a document is written before it has its place. */
    Path aside(String name) {
        return own.resolve(name.replace('/', '_'));
    }

    /** Where a document stands, by its name below out/. */
    Path place(String name) {
        return home.out().resolve(name);
    }

    /** Put a finished file in its place, whatever stood there before. */
    void put(HashedFile file, String name) {
        Path place = place(name);
        try {
            Files.createDirectories(place.getParent());
            Files.move(file.path(), place, StandardCopyOption.ATOMIC_MOVE);
            Failpoint.pass("a document has its place");
            try (FileChannel folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot put %s in its place (%s). What was issued is in the register. Clear the way and repeat the command: it is made again."
                    .formatted(place, e.getMessage()), e);
        }
    }

    /** Remove what runs that died left aside; called where no other run is in its right. */
    void clear() {
        try {
            FileSystemUtils.deleteRecursively(asides);
        } catch (DirectoryNotEmptyException e) {
            // One that was taken over woke up and writes; it cannot commit, and removes its own when it ends.
        } catch (IOException e) {
            throw Failure.environment("Cannot clear " + asides + " (" + e.getMessage() + "). Nothing was made.", e);
        }
    }

    /** An id as part of a file name; ids that differ stay different. */
    public static String fileName(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9_-]", "_");
        if (plain.equals(id) && id.length() <= LONGEST_NAME) {
            return id;
        }
        byte[] hash = Sha256.digest().digest(id.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + "~" + HexFormat.of().formatHex(hash, 0, 4);
    }
}
