package reckoner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.OwnProcess;
import reckoner.Reckoner;

class ClearanceTest {

    @TempDir
    Path folder;

    @Test
    void a_campaign_that_is_ended_from_outside_leaves_no_process_no_server_and_no_file() throws Exception {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        Process campaign = OwnProcess.of(List.of("-XX:TieredStopAtLevel=1", "-Dreckoner.cache=" + Path.of("target/test-postgresql").toAbsolutePath()),
                        List.of("bench", "faults", "--only", "kill", "--home", folder.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> monthEnds(campaign).findAny().isPresent());
            List<ProcessHandle> children = campaign.descendants().toList();
            ProcessHandle server = server();

            campaign.destroy();

            assertThat(campaign.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(server.isAlive()).isFalse();
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("faults"))).isEmpty();
            }
        } finally {
            campaign.destroyForcibly();
        }
    }

    /** The month ends that it is about to disturb are processes of Java, as it is. */
    private static Stream<ProcessHandle> monthEnds(Process campaign) {
        return campaign.descendants().filter(process -> process.info().command().orElse("").endsWith("java"));
    }

    private ProcessHandle server() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Path file = all.filter(path -> path.getFileName().toString().equals("postmaster.pid")).findFirst().orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
        }
    }
}
