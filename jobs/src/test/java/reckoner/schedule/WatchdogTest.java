package reckoner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.RejectException;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.delivery.PostOffice;

/** Who is told of what did not go as the schedule says, and what housekeeping tidies away. */
class WatchdogTest {

    private static PostOffice office;
    private static TestApplication told;
    private static Watchdog watchdog;

    @BeforeAll
    static void start() {
        office = PostOffice.plain();
        told = TestApplication.start(Map.of("reckoner.delivery.mail.host", "localhost", "reckoner.delivery.mail.port", "" + office.port(),
                "reckoner.delivery.mail.from", "books@booth.example", "reckoner.delivery.mail.starttls", "false",
                "reckoner.schedule.tell", "ada@booth.example"));
        watchdog = told.bean(Watchdog.class);
    }

    @AfterAll
    static void stop() {
        told.close();
        office.close();
    }

    @BeforeEach
    void empty() {
        new TestLedger(told.database()).empty();
        office.mails.clear();
        office.doorman = to -> null;
    }

    @Test
    void of_what_is_late_or_failed_people_are_told_once() {
        due("nightly", "running", "late_at", "now()");
        due("close", "failed", "finished_at", "now()");
        due("inbox", "done", "finished_at", "now()");
        due("", "failed", "finished_at", "now()");
        due("ancient", "failed", "finished_at", "now() - interval '3 days'");
        watchdog.require();
        assertThat(watchdog.tell()).isEqualTo(2);
        assertThat(office.mails).hasSize(1);
        assertThat(office.mails.get(0).to()).isEqualTo("ada@booth.example");
        assertThat(office.mails.get(0).text()).contains("Subject: Reckoner: 'nightly' of 2026-05-01 02:30:00 UTC is late", "and 1 more",
                "The run 'nightly' (reconcile), due at 2026-05-01 02:30:00 UTC, is late: it is running.",
                "The run 'close' (reconcile), due at 2026-05-01 02:30:00 UTC, failed.", "  no disk left", "Message-ID: <due-run-", "@booth.example>");
        assertThat(watchdog.tell()).isZero();
        told.database().sql("update due_run set state = 'failed', finished_at = now() where name = 'nightly'").update();
        assertThat(watchdog.tell()).as("one mail a run").isZero();
        assertThat(office.mails).hasSize(1);
    }

    @Test
    void what_the_server_does_not_take_is_told_when_it_does() {
        due("nightly", "failed", "finished_at", "now()");
        office.doorman = to -> new RejectException(451, "later");
        assertThatThrownBy(() -> watchdog.tell()).isInstanceOf(Failure.class).hasMessageContaining("451 later").hasMessageContaining("tried again");
        office.doorman = to -> null;
        assertThat(watchdog.tell()).isEqualTo(1);
        assertThat(office.mails).hasSize(1);
    }

    @Test
    void without_addresses_nobody_is_told_and_without_a_server_they_are_refused() {
        due("nightly", "failed", "finished_at", "now()");
        Watchdog silent = new Watchdog(told.database(), told.bean(DueRuns.class), told.bean(reckoner.delivery.Notices.class),
                new ScheduleSettings(true, 400, 0, List.of()), told.bean(java.time.Clock.class));
        silent.require();
        assertThat(silent.tell()).isZero();
        assertThat(office.mails).isEmpty();
        Watchdog wrong = new Watchdog(told.database(), told.bean(DueRuns.class), told.bean(reckoner.delivery.Notices.class),
                new ScheduleSettings(true, 400, 0, List.of("ada at home")), told.bean(java.time.Clock.class));
        assertThatThrownBy(wrong::require).isInstanceOf(Failure.class).hasMessageContaining("'ada at home' is no e-mail address");
    }

    @Test
    void housekeeping_removes_what_is_older_than_the_settings_keep() throws Exception {
        told.database().sql("""
                        insert into due_run (name, task, arguments, due_at, asked_by, state, not_before, finished_at)
                        select 'inbox', 'load', '{}', at, 'schedule', 'done', at, at
                        from (values (now() - interval '401 days'), (now() - interval '399 days')) as old (at)""").update();
        told.home().prepared();
        Path old = aged(told.home().quarantine().resolve("old.csv"), 401);
        Path recent = aged(told.home().quarantine().resolve("recent.csv"), 399);
        Path left = aged(told.home().unfinished().resolve("left.pdf"), 4);
        Path atWork = aged(told.home().unfinished().resolve("at-work.pdf"), 1);
        assertThat(told.bean(Housekeeping.class).run()).startsWith("1 finished runs, ").endsWith("1 refused and 1 unfinished files removed");
        assertThat(List.of(old, left)).noneMatch(Files::exists);
        assertThat(List.of(recent, atWork)).allMatch(Files::exists);
        assertThat(told.database().sql("select count(*) from due_run").query(Long.class).single()).isEqualTo(1);
        Files.delete(recent);
        Files.delete(atWork);
    }

    @Test
    void loaded_files_stay_unless_the_settings_say_how_long() throws Exception {
        Path processed = told.home().prepared().processed();
        Path old = Files.createDirectories(processed.resolve("2020/01")).resolve("0123abcd-accounts.csv");
        java.time.YearMonth now = java.time.YearMonth.now(java.time.ZoneOffset.UTC);
        Path recent = Files.createDirectories(processed.resolve("%d/%02d".formatted(now.getYear(), now.getMonthValue()))).resolve("0123abcd-accounts.csv");
        Path other = Files.createDirectories(processed.resolve("2020/notes")).resolve("mine.txt");
        for (Path file : List.of(old, recent, other)) {
            Files.writeString(file, "kept");
        }
        told.bean(Housekeeping.class).run();
        assertThat(List.of(old, recent, other)).as("off unless asked for").allMatch(Files::exists);

        Housekeeping tidy = new Housekeeping(told.database(), told.home(), new ScheduleSettings(true, 400, 90, List.of()), told.bean(java.time.Clock.class));
        assertThat(tidy.run()).contains("1 months of loaded files, ");
        assertThat(old).doesNotExist();
        assertThat(List.of(recent, other)).allMatch(Files::exists);
        assertThatThrownBy(() -> new ScheduleSettings(true, 400, 7, List.of())).hasMessageContaining("processed-days");
        Files.delete(recent);
        Files.delete(other);
    }

    @Test
    void to_recover_can_be_due_like_any_other_run() {
        long asked = told.bean(DueRuns.class).ask(Task.RECOVER, Map.of(), "ada", null);
        assertThat(told.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(told.bean(DueRuns.class).find(asked).orElseThrow().message()).isEqualTo("0 interrupted runs can be continued");
    }

    private static Path aged(Path file, int days) throws Exception {
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
        return file;
    }

    private static void due(String name, String state, String column, String at) {
        told.database().sql("""
                        insert into due_run (name, task, arguments, due_at, asked_by, state, not_before, message, %s)
                        values (:name, 'reconcile', '{}', '2026-05-01T02:30:00Z', 'schedule', :state, now(), 'no disk left', %s)""".formatted(column, at))
                .param("name", name).param("state", state).update();
    }
}
