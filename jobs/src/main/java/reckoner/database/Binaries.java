package reckoner.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import reckoner.Failure;

/** The PostgreSQL programs that come in a jar, unpacked once into a folder that all homes may share. */
final class Binaries {

    static final String VERSION = "18.6.0";
    private static final int PATIENCE_SECONDS = 150;

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /** Unpack below {@code cache} unless that was done before. A half-unpacked folder never gets the final name. */
    static Binaries unpackedIn(Path cache) throws IOException {
        Path folder = cache.resolve("postgresql-" + VERSION);
        if (Files.isDirectory(folder)) {
            return new Binaries(folder);
        }
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, "unpacking");
        try (InputStream archive = Binaries.class.getResourceAsStream("/" + archiveName())) {
            if (archive == null) {
                throw Failure.environment("No embedded PostgreSQL for this machine (" + archiveName()
                        + " is not in the build). Set RECKONER_DATABASE_URL to a PostgreSQL 15 to 18 of yours.");
            }
            unpack(archive, unfinished);
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException anotherProcessWasFaster) {
            if (!Files.isDirectory(folder)) {
                throw anotherProcessWasFaster;
            }
        }
        return new Binaries(folder);
    }

    /** Run a program to its end. PostgreSQL refuses to run as root, so root enters a user namespace of its own. */
    void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("reckoner", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output).strip().replace('\n', ' ');
                throw new IOException(program + " ended with " + process.exitValue() + ": " + said
                        + (said.startsWith("unshare:") ? ". This machine lets root make no namespace: run as an ordinary user" : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + os + "-" + arch + ".txz";
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("archive entry outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        all.add(PosixFilePermission.OWNER_WRITE);
        if ((mode & 0100) != 0) {
            all.add(PosixFilePermission.OWNER_EXECUTE);
            all.add(PosixFilePermission.GROUP_EXECUTE);
            all.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return all;
    }
}
