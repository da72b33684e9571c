package reckoner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reckoner.Failure;

class ScheduleFileTest {

    @TempDir
    Path folder;

    @Test
    void the_file_of_the_project_has_these_runs() {
        assertThat(ScheduleFile.read(Path.of("../config/schedule.yaml"))).extracting(ScheduledRun::name)
                .containsExactly("inbox", "timeline", "nightly", "month-end", "housekeeping");
    }

    @Test
    void every_key_is_read() throws IOException {
        ScheduledRun run = ScheduleFile.read(file("""
                runs:
                  deep: {run: reconcile, cron: "0 3 * * 0", zone: America/New_York, missed: all, late-after: 2h, with: {full: true}}""")).get(0);
        assertThat(run.task()).isEqualTo(Task.RECONCILE);
        assertThat(run.cron().zone().getId()).isEqualTo("America/New_York");
        assertThat(run.missed()).isEqualTo(ScheduledRun.Missed.ALL);
        assertThat(run.lateAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(run.arguments()).containsExactly(java.util.Map.entry("full", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs: [a]", "jobs: {}", "runs: {a: {cron: '* * * * *'}}", "runs: {a: {run: load}}", "runs: {a: {run: restart, cron: '* * * * *'}}",
        "runs: {a: {run: load, cron: '* * * *'}}", "runs: {a: {run: load, cron: '* * * * *', zone: Mars}}", "runs: {a: {run: load, cron: '* * * * *', missed: some}}",
        "runs: {a: {run: load, cron: '* * * * *', late-after: soon}}", "runs: {a: {run: load, cron: '* * * * *', colour: red}}",
        "runs: {a: {run: load, cron: '* * * * *', with: {rm: rf}}}", "runs: {a: {run: load, cron: '* * * * *'}, a: {run: load, cron: '* * * * *'}}", "{"})
    void a_mistake_is_named_with_its_file(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> ScheduleFile.read(file)).isInstanceOf(Failure.class).hasMessageContaining("schedule.yaml").hasMessageContaining("Nothing was started");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("schedule.yaml"), text);
    }
}
