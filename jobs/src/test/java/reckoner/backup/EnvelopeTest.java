package reckoner.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;

class EnvelopeTest {

    private static final Passphrase OURS = new Passphrase("Käse, Brot und 12 Äpfel");
    private static final int WHOLE_CHUNK = Envelope.CHUNK + Envelope.TAG;

    @TempDir
    Path folder;

    @Test
    void what_was_put_in_comes_out_whatever_its_length() throws IOException {
        for (int length : List.of(0, 1, Envelope.CHUNK - 1, Envelope.CHUNK, Envelope.CHUNK + 1, 3 * Envelope.CHUNK, 3 * Envelope.CHUNK + 77)) {
            byte[] content = content(length);
            Path file = encrypted(content);

            assertThat(content(file, OURS)).as("length " + length).isEqualTo(content);
            assertThat(Files.size(file)).isEqualTo(Envelope.HEAD + length + (long) Envelope.TAG * Math.max(1, (length + Envelope.CHUNK - 1) / Envelope.CHUNK));
        }
    }

    @Test
    void the_same_content_is_another_file_each_time_and_nothing_of_it_can_be_read() throws IOException {
        byte[] content = "a canary that sings, ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

        byte[] one = Files.readAllBytes(encrypted(content));
        byte[] other = Files.readAllBytes(encrypted(content));

        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("canary").startsWith("RECKONER backup 1\n");
        assertThat(Arrays.copyOfRange(one, Envelope.HEAD, one.length)).isNotEqualTo(Arrays.copyOfRange(other, Envelope.HEAD, other.length));
    }

    @Test
    void another_passphrase_or_none_opens_nothing_and_is_named() throws IOException {
        Path file = encrypted(content(100));

        assertThatThrownBy(() -> content(file, new Passphrase("käse, Brot und 12 Äpfel"))).isInstanceOf(Failure.class)
                .hasMessageContaining("The passphrase is not the one that " + file + " was encrypted with").hasMessageContaining("Nothing was restored")
                .matches(e -> ((Failure) e).category() == Failure.Category.SETTINGS);
        assertThatThrownBy(() -> Envelope.of(file, null)).isInstanceOf(Failure.class).hasMessageContaining("is encrypted and no passphrase is set");
    }

    @Test
    void any_byte_that_is_changed_is_found() throws IOException {
        byte[] sound = Files.readAllBytes(encrypted(content(2 * Envelope.CHUNK + 500)));
        TreeSet<Integer> places = new TreeSet<>(List.of(18, 20, 22, 30, Envelope.HEAD - 1, Envelope.HEAD, Envelope.HEAD + Envelope.CHUNK,
                Envelope.HEAD + WHOLE_CHUNK, sound.length - Envelope.TAG, sound.length - 1));
        new Random(7).ints(30, Envelope.HEAD, sound.length).forEach(places::add);

        for (int place : places) {
            byte[] bytes = sound.clone();
            bytes[place] ^= 1;
            Path file = Files.write(folder.resolve("changed"), bytes);
            assertThatThrownBy(() -> content(file, OURS)).as("byte " + place).isInstanceOf(Failure.class).hasMessageContaining("damaged");
        }
    }

    @Test
    void what_is_cut_off_moved_taken_out_or_added_is_found() throws IOException {
        byte[] sound = Files.readAllBytes(encrypted(content(3 * Envelope.CHUNK + 500)));
        int second = Envelope.HEAD + WHOLE_CHUNK;
        int third = second + WHOLE_CHUNK;
        int last = third + WHOLE_CHUNK;

        refused("cut in the head", Arrays.copyOf(sound, Envelope.HEAD - 3));
        refused("nothing but the head", Arrays.copyOf(sound, Envelope.HEAD));
        refused("cut inside a chunk", Arrays.copyOf(sound, third + 100));
        refused("cut between chunks", Arrays.copyOf(sound, third));
        refused("without the last chunk", Arrays.copyOf(sound, last));
        refused("without its last byte", Arrays.copyOf(sound, sound.length - 1));
        refused("with a byte more", Arrays.copyOf(sound, sound.length + 1));
        refused("two chunks changed places", joined(sound, 0, second, third, last, second, third, last, sound.length));
        refused("one chunk is missing", joined(sound, 0, second, third, sound.length));
        refused("one chunk is there twice", joined(sound, 0, third, second, sound.length));
        byte[] other = Files.readAllBytes(encrypted(content(3 * Envelope.CHUNK + 500)));
        System.arraycopy(other, second, sound, second, WHOLE_CHUNK);
        refused("a chunk of another file", sound);
    }

    @Test
    void a_passphrase_that_is_short_or_lies_open_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("passphrase"), "long enough to be one\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new BackupSettings(null, file).secret()).isInstanceOf(Failure.class).hasMessageContaining("chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(new BackupSettings(null, file).secret()).hasToString("***");
        Files.writeString(file, "too short\n");
        assertThatThrownBy(() -> new BackupSettings(null, file).secret()).isInstanceOf(Failure.class).hasMessageContaining("shorter than 12");
        assertThatThrownBy(() -> new BackupSettings("too short", null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new BackupSettings("a secret of ours", null).toString()).doesNotContain("a secret of ours");
        assertThat(new BackupSettings(null, null).secret()).isNull();
    }

    private void refused(String what, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("refused"), bytes);
        assertThatThrownBy(() -> content(file, OURS)).as(what).isInstanceOf(Failure.class).hasMessageContaining("is damaged or cut off at byte")
                .matches(e -> ((Failure) e).category() == Failure.Category.INPUT);
    }

    /** Pieces of the bytes, each from one place to another. */
    private static byte[] joined(byte[] bytes, int... fromAndTo) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < fromAndTo.length; i += 2) {
            all.write(bytes, fromAndTo[i], fromAndTo[i + 1] - fromAndTo[i]);
        }
        return all.toByteArray();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private Path encrypted(byte[] content) throws IOException {
        Path file = folder.resolve("one");
        try (OutputStream out = Envelope.of(OURS, 10).around(Files.newOutputStream(file))) {
            // In uneven pieces, as a zip stream writes.
            for (int at = 0; at < content.length; at += 10_007) {
                out.write(content, at, Math.min(10_007, content.length - at));
            }
        }
        return file;
    }

    private static byte[] content(Path file, Passphrase passphrase) throws IOException {
        try (InputStream in = Envelope.of(file, passphrase).opened(file)) {
            return in.readAllBytes();
        }
    }
}
