package reckoner.statements;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;

/** Where documents stand: written aside first, then put in place in one step, so that no half document is ever seen. */
@Component
class Shelf {

    private static final int LONGEST_NAME = 80;

    private final Home home;

    Shelf(Home home) {
        this.home = home;
    }

    /** Where a document is written before it has its place. */
    Path aside(String name) {
        return home.unfinished().resolve("documents").resolve(name.replace('/', '_'));
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

    /** Remove what runs that died left aside; called where no other run can be alive. */
    void clear() {
        try (Stream<Path> left = Files.exists(aside("x").getParent()) ? Files.list(aside("x").getParent()) : Stream.empty()) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot clear " + aside("x").getParent() + " (" + e.getMessage() + "). Nothing was made.", e);
        }
    }

    /** An id as part of a file name; ids that differ stay different. */
    static String fileName(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9_-]", "_");
        if (plain.equals(id) && id.length() <= LONGEST_NAME) {
            return id;
        }
        byte[] hash = HashedFile.newSha256().digest(id.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + "~" + HexFormat.of().formatHex(hash, 0, 4);
    }
}
