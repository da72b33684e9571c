package reckoner.cluster;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Reckoner;
import reckoner.Sha256;

/**
 * What has to be the same in two processes so that they make the same bytes: the program, what is {@link Decisive}, and the files
 * of {@code config/branding}.
 */
@Component
class Fingerprint {

    private final ObjectProvider<Decisive> decisive;
    private @Nullable String program;

    Fingerprint(ObjectProvider<Decisive> decisive) {
        this.decisive = decisive;
    }

    /** As it is now; the files are read again. */
    synchronized String now() {
        MessageDigest sha256 = Sha256.digest();
        if (program == null) {
            program = program();
        }
        add(sha256, program);
        decisive.stream().map(Decisive::words).sorted().forEach(words -> add(sha256, words));
        Path branding = Reckoner.configFolder().resolve("branding");
        try (Stream<Path> files = Files.isDirectory(branding) ? Files.walk(branding) : Stream.empty()) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(sha256, branding.relativize(file).toString());
                sha256.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + branding + " (" + e.getMessage() + "). Nothing was done in parts. Give the rights to read it.", e);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    /** The classes themselves where they are in an archive. */
    private static String program() {
        try {
            Path place = Path.of(Reckoner.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isRegularFile(place) ? Sha256.of(place) : "unpacked classes";
        } catch (IOException | URISyntaxException e) {
            throw Failure.environment("Cannot read the program itself (" + e.getMessage() + "). Nothing was done in parts. Install it again.", e);
        }
    }

    private static void add(MessageDigest sha256, String words) {
        sha256.update(words.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }
}
