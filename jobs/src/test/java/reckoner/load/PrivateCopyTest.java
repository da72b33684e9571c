package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Home;

class PrivateCopyTest {

    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_began_to_copy_is_removed_and_what_a_living_one_copies_is_left_alone() throws Exception {
        Home home = new Home(folder.resolve("home")).prepared();
        Process ended = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").start();
        ended.waitFor();
        Path dead = Files.writeString(home.unfinished().resolve("load-of-" + ended.pid() + "-1.part"), "half");
        Path alive = Files.writeString(home.unfinished().resolve("load-of-" + ProcessHandle.current().pid() + "-2.part"), "half");
        PrivateCopy whole = PrivateCopy.of(Files.writeString(folder.resolve("ledger.csv"), "x\n"), home).orElseThrow();

        PrivateCopy.sweep(home);

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(whole.path()).hasContent("x\n");
    }
}
