package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reckoner.Home;

/** When a file of the inbox is complete. The settle time is so long here that a test that waited for it would never end. */
class InboxTest {

    @TempDir
    Path folder;

    private Home home;
    private Inbox inbox;

    @BeforeEach
    void prepare() {
        home = new Home(folder.resolve("home")).prepared();
        inbox = new Inbox(home, new LoadSettings(Duration.ofHours(1), false, DataSize.ofMegabytes(1), 50_000, 50_000_000));
    }

    @Test
    void a_file_that_was_written_elsewhere_and_renamed_into_the_inbox_is_taken_at_once() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("ledger.csv"), "x\n");
        pause();
        Path renamed = Files.move(elsewhere, home.inbox().resolve("ledger.csv"));
        Path part = Files.writeString(home.inbox().resolve("usage.csv.part"), "x\n");
        pause();
        Path finished = Files.move(part, home.inbox().resolve("usage.csv"));
        assertThat(inbox.find(List.of())).isEqualTo(new Inbox.Found(List.of(renamed, finished), List.of()));
    }

    @Test
    void a_file_with_a_mark_beside_it_is_taken_at_once() throws IOException {
        Path file = Files.writeString(home.inbox().resolve("ledger.csv"), "x\n");
        Files.createFile(home.inbox().resolve("ledger.csv.done"));
        assertThat(inbox.find(List.of())).isEqualTo(new Inbox.Found(List.of(file), List.of()));
    }

    @Test
    void a_file_that_is_being_written_is_left_alone() throws Exception {
        Inbox patient = new Inbox(home, new LoadSettings(Duration.ofMillis(600), false, DataSize.ofMegabytes(1), 50_000, 50_000_000));
        Path old = Files.writeString(home.inbox().resolve("ledger-old.csv"), "x\n");
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
        Path marked = Files.writeString(home.inbox().resolve("ledger-marked.csv"), "x\n");
        Files.createFile(home.inbox().resolve("ledger-marked.csv.done"));
        Path young = Files.writeString(home.inbox().resolve("ledger-young.csv"), "x\n");
        Path growing = Files.writeString(home.inbox().resolve("ledger-growing.csv"), "x\n");
        AtomicBoolean writes = new AtomicBoolean(true);
        Thread writer = new Thread(() -> {
            while (writes.get()) {
                try {
                    Files.writeString(growing, "x\n", StandardOpenOption.APPEND);
                    pause();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        writer.start();
        Inbox.Found found = patient.find(List.of());
        writes.set(false);
        writer.join();
        assertThat(found.files()).containsExactlyInAnyOrder(old, marked, young);
        assertThat(found.left()).containsExactly(new Inbox.Left(growing, "is still being written"));
    }

    /** File times are told in ticks of a few milliseconds. */
    private static void pause() throws InterruptedException {
        Thread.sleep(50);
    }
}
