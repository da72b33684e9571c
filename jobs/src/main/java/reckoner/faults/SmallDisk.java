package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A file system of a few kilobytes in place of a folder; takes the right to mount. */
final class SmallDisk {

    private static final boolean POSSIBLE = tried();
    private static final Set<Path> MOUNTED = ConcurrentHashMap.newKeySet();

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static boolean isPossible() {
        return POSSIBLE;
    }

    static SmallDisk under(Path folder, int kilobytes) throws IOException {
        SmallDisk disk = new SmallDisk(folder);
        Path kept = Files.createDirectories(folder.resolveSibling("kept"));
        move(folder, kept);
        run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
        MOUNTED.add(folder);
        return disk;
    }

    /** Take the disk away and leave what is on it, and what was there before, in the folder. */
    void removed() throws IOException {
        Path kept = folder.resolveSibling("kept");
        move(folder, kept);
        run("umount", folder.toString());
        MOUNTED.remove(folder);
        move(kept, folder);
        Files.delete(kept);
    }

    /** Take all disks away that are there, with what is on them. */
    static void removeAll() throws IOException {
        for (Path folder : MOUNTED) {
            run("umount", folder.toString());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path left : all.filter(path -> !path.equals(from)).sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(left);
            }
        }
    }

    private static boolean tried() {
        try {
            Path folder = Files.createTempDirectory("small");
            try {
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
                run("umount", folder.toString());
                return true;
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
