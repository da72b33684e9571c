package reckoner.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import reckoner.Failpoint;

/** Puts documents into a folder, one folder a month; each appears whole or not at all. */
final class FolderCourier implements Courier {

    private final Path folder;

    FolderCourier(Path folder) {
        this.folder = folder;
    }

    @Override
    public void open() throws Undelivered {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Undelivered(Undelivered.Kind.NO_WAY, "cannot make " + folder + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public String address(Parcel parcel) {
        return folder.resolve(parcel.month()).toString();
    }

    @Override
    public String deliver(Parcel parcel, Map<String, byte[]> documents) throws Undelivered {
        Path month = folder.resolve(parcel.month());
        try {
            Files.createDirectories(month);
            for (Map.Entry<String, byte[]> document : documents.entrySet()) {
                put(month, document.getKey(), document.getValue());
            }
            try (FileChannel folders = FileChannel.open(month, StandardOpenOption.READ)) {
                folders.force(true);
            }
            return documents.size() + " files";
        } catch (IOException e) {
            throw new Undelivered(Undelivered.Kind.NO_WAY, "cannot write into " + month + " (" + e.getMessage() + ")");
        }
    }

    private static void put(Path month, String name, byte[] bytes) throws IOException {
        Path aside = month.resolve("." + name + ".part");
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(aside, month.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Failpoint.pass("a document is delivered");
    }
}
