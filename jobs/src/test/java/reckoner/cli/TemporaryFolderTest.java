package reckoner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.OwnProcess;

class TemporaryFolderTest {

    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_left_goes_with_the_next_start_and_what_others_use_stays() throws Exception {
        Path made = Files.createDirectories(folder.resolve("made-just-now"));
        Process living = claim("living");
        Process killed = claim("killed");
        Files.writeString(folder.resolve("killed/+~JF1.tmp"), "a font");
        killed.destroyForcibly().waitFor();

        TemporaryFolder.claim(Files.createDirectories(folder.resolve("next")));

        assertThat(names()).containsExactly("living", made.getFileName().toString(), "next");
        living.destroyForcibly().waitFor();
        assertThat(folder.resolve("living/in-use.lock")).exists();
        // As the second command of a process does.
        TemporaryFolder.claim(folder.resolve("next"));
        assertThat(names()).containsExactly(made.getFileName().toString(), "next");
    }

    /** A process that has its folder and waits to be killed. */
    private Process claim(String name) throws IOException {
        Path own = folder.resolve(name);
        List<String> command = OwnProcess.of(List.of(), List.of()).command();
        Process process = new ProcessBuilder(command.get(0), "-cp", System.getProperty("java.class.path"), Claimant.class.getName(), own.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(process.getInputStream().read()).as("it has claimed").isEqualTo('c');
        return process;
    }

    static final class Claimant {

        public static void main(String[] arguments) throws InterruptedException {
            TemporaryFolder.claim(Path.of(arguments[0]));
            for (int i = 0; i < 5; i++) {
                // What nobody refers to any more is closed.
                System.gc();
                Thread.sleep(20);
            }
            System.out.print('c');
            System.out.flush();
            Thread.sleep(600_000);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
