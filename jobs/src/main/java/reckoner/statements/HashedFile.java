package reckoner.statements;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Sha256;

/** A file that is written whole, safe on the disk, and known by the SHA-256 of its bytes. */
record HashedFile(Path path, String sha256, long bytes) {

    /** What writes into the file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Write the file and force it to the disk; a file that was there is replaced.
     *
     * @throws Failure where the disk is at fault; whatever else the content throws comes through
     */
    static HashedFile write(Path path, Content content) {
        MessageDigest sha256 = Sha256.digest();
        try (FileChannel channel = open(path);
                Disk disk = new Disk(path, Channels.newOutputStream(channel));
                OutputStream out = new BufferedOutputStream(new DigestOutputStream(disk, sha256), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
            Failpoint.pass("a document is on disk");
            return new HashedFile(path, HexFormat.of().formatHex(sha256.digest()), channel.size());
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static FileChannel open(Path path) {
        try {
            Files.createDirectories(path.getParent());
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private static Failure cannotWrite(Path path, IOException e) {
        return Failure.environment("Cannot write %s (%s). What was issued before stays. Make room or give the rights, then repeat the command."
                .formatted(path, e.getMessage()), e);
    }

    /** Tells a full disk from a document that cannot be made: the one stops the run, the other concerns one account. */
    private static final class Disk extends OutputStream {

        private final Path path;
        private final OutputStream out;

        Disk(Path path, OutputStream out) {
            this.path = path;
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
        }
    }
}
