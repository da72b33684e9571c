package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Sha256;

/**
 * Our own copy of a delivered file, so that nobody can change it between reading it twice. Its name is its content's hash.
 */
record PrivateCopy(Path path, String sha256, long bytes) {

    /** Beginning of a copy that is not whole yet; the id of the process that makes it follows. */
    private static final String PART = "load-of-";

    /** Copy and hash in one pass, its manifest too; empty where the file changes meanwhile. Fails as {@code INPUT} where it is none. */
    static Optional<PrivateCopy> of(Path file, Home home) {
        try {
            BasicFileAttributes before = attributes(file);
            if (!before.isRegularFile()) {
                throw Failure.input(file + " is no regular file (a link, a folder or a device). Nothing was loaded. Hand in the file itself.");
            }
            Path part = Files.createTempFile(home.unfinished(), PART + ProcessHandle.current().pid() + "-", ".part");
            MessageDigest digest = Sha256.digest();
            long bytes;
            try (InputStream in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest);
                    OutputStream out = Files.newOutputStream(part)) {
                bytes = in.transferTo(out);
            }
            BasicFileAttributes after = attributes(file);
            if (after.size() != bytes || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
                Files.delete(part);
                return Optional.empty();
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            Path copy = home.unfinished().resolve("load-" + sha256);
            Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
            Failpoint.pass("a copy has its name");
            copyManifest(file, copy);
            return Optional.of(new PrivateCopy(copy, sha256, bytes));
        } catch (IOException e) {
            throw Failure.environment("Cannot copy %s to %s: %s. Nothing was loaded. Check the rights and the room on the disk."
                    .formatted(file, home.unfinished(), e), e);
        }
    }

    /** Remove the beginnings of copies whose process was killed over them; nobody would ever go on with one. */
    static void sweep(Home home) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(home.unfinished(), PART + "*.part")) {
            for (Path part : parts) {
                String name = part.getFileName().toString().substring(PART.length());
                long process = Long.parseLong(name.substring(0, name.indexOf('-')));
                if (ProcessHandle.of(process).isEmpty()) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot tidy up %s: %s. Nothing was loaded. Check the rights.".formatted(home.unfinished(), e), e);
        }
    }

    private static void copyManifest(Path file, Path copy) throws IOException {
        Path manifest = file.resolveSibling(file.getFileName() + Manifest.ENDING);
        Path target = copy.resolveSibling(copy.getFileName() + Manifest.ENDING);
        if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(manifest, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(target);
        }
    }

    /** Begin to hash the copy on the side; {@link #await} tells. */
    static CompletableFuture<Void> proof(Delivery delivery) {
        return CompletableFuture.runAsync(() -> {
            try {
                verify(delivery);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Fails as {@code ENVIRONMENT} unless the copy still has the bytes that were delivered. */
    static void await(CompletableFuture<Void> proof) {
        try {
            proof.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void verify(Delivery delivery) throws IOException {
        if (!Files.isRegularFile(delivery.copy()) || !sha256(delivery.copy()).equals(delivery.sha256())) {
            throw Failure.environment("The copy %s of %s is gone or was changed. Nothing was loaded. Hand in the file again: ./run.sh load %s"
                    .formatted(delivery.copy(), delivery.fileName(), delivery.file()));
        }
    }

    static String sha256(Path file) throws IOException {
        return Sha256.of(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
