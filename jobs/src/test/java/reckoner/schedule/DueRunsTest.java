package reckoner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.schedule.ScheduledRun.Missed;

class DueRunsTest {

    private static TestApplication one;
    private static TestApplication two;

    private Instant now = Instant.parse("2026-05-01T00:00:00Z");
    private DueRuns dueRuns;

    @BeforeAll
    static void start() {
        one = TestApplication.start();
        two = one.another();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @BeforeEach
    void empty() {
        new TestLedger(one.database()).empty();
        dueRuns = new DueRuns(one.database(), clock());
    }

    @Test
    void each_due_time_is_there_once_however_often_anybody_looks() {
        Schedules schedules = schedules(Missed.ALL);
        schedules.plan();
        now = now.plus(Duration.ofHours(3));
        schedules.plan();
        schedules.plan();
        schedules(Missed.ALL).plan();
        assertThat(rows()).containsExactly("2026-05-01T01:00:00Z due", "2026-05-01T02:00:00Z due", "2026-05-01T03:00:00Z due");
    }

    @Test
    void of_what_was_missed_the_policy_says_what_becomes_of_it() {
        for (Missed missed : Missed.values()) {
            empty();
            now = Instant.parse("2026-05-01T00:00:00Z");
            schedules(missed).plan();
            now = now.plus(Duration.ofMinutes(185));
            schedules(missed).plan();
            assertThat(rows()).as(missed.name()).containsExactly(
                    "2026-05-01T01:00:00Z " + (missed == Missed.ALL ? "due" : "skipped"),
                    "2026-05-01T02:00:00Z " + (missed == Missed.ALL ? "due" : "skipped"),
                    "2026-05-01T03:00:00Z due");
        }
    }

    @Test
    void a_clock_that_jumps_and_comes_back_makes_nothing_due_twice() {
        Schedules schedules = schedules(Missed.ALL);
        schedules.plan();
        now = now.plus(Duration.ofHours(2));
        schedules.plan();
        now = now.minus(Duration.ofMinutes(70));
        schedules.plan();
        assertThat(rows()).hasSize(2);
        now = Instant.parse("2026-05-01T05:00:00Z");
        schedules.plan();
        now = Instant.parse("2026-05-01T02:10:00Z");
        schedules.plan();
        now = Instant.parse("2026-05-01T06:00:00Z");
        schedules.plan();
        assertThat(rows()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void paused_it_does_not_become_due_and_resumed_it_does_from_then_on() {
        Schedules schedules = schedules(Missed.ALL);
        schedules.plan();
        schedules.pause("hourly", "ada");
        now = now.plus(Duration.ofHours(2));
        schedules.plan();
        assertThat(rows()).isEmpty();
        assertThat(schedules.entries(2).get(0).pausedBy()).isEqualTo("ada");
        schedules.resume("hourly");
        now = now.plus(Duration.ofHours(1));
        schedules.plan();
        assertThat(rows()).containsExactly("2026-05-01T03:00:00Z due");
    }

    @Test
    void what_has_not_ended_in_time_is_late_once() {
        Schedules schedules = schedules(Missed.ALL);
        schedules.plan();
        now = now.plus(Duration.ofMinutes(75));
        schedules.plan();
        schedules.watch();
        assertThat(dueRuns.newest("hourly", null, 5)).extracting(DueRuns.DueRun::lateAt).containsOnlyNulls();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(dueRuns.markLate("hourly", Duration.ofMinutes(15))).hasSize(1);
        assertThat(dueRuns.markLate("hourly", Duration.ofMinutes(15))).isEmpty();
    }

    @Test
    void asking_twice_with_one_key_is_asking_once() {
        long first = dueRuns.ask(Task.TIMELINE, Map.of(), "ada", "key-1");
        assertThat(dueRuns.ask(Task.TIMELINE, Map.of(), "ada", "key-1")).isEqualTo(first);
        assertThat(dueRuns.ask(Task.TIMELINE, Map.of(), "ada", "key-2")).isNotEqualTo(first);
    }

    @Test
    void two_processes_run_everything_once_and_oldest_first() {
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            asked.add(one.bean(DueRuns.class).ask(Task.RECONCILE, Map.of(), "ada", null));
        }
        Runner first = one.bean(Runner.class);
        Runner second = two.bean(Runner.class);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(CompletableFuture.supplyAsync(first::drain));
            all.add(CompletableFuture.supplyAsync(second::drain));
        }
        int ran = all.stream().mapToInt(CompletableFuture::join).sum();
        ran += first.drain();
        assertThat(ran).isEqualTo(12);
        assertThat(one.database().sql("select due_run_id from due_run where state = 'done' and attempts = 1 order by started_at").query(Long.class).list())
                .isEqualTo(asked);
        assertThat(one.database().sql("select count(*) from reconcile_run").query(Long.class).single()).isEqualTo(12);
    }

    @Test
    void a_run_whose_process_died_continues_and_the_third_death_is_the_last() {
        long asked = one.bean(DueRuns.class).ask(Task.RECONCILE, Map.of(), "ada", null);
        one.database().sql("update due_run set state = 'running', attempts = 1, owner = 'dead', started_at = now()").update();
        assertThat(one.bean(Runner.class).drain()).isEqualTo(1);
        assertThat(one.bean(DueRuns.class).find(asked).orElseThrow()).matches(run -> run.state().equals("done") && run.attempts() == 2);
        one.database().sql("update due_run set state = 'running', attempts = 3").update();
        assertThat(one.bean(Runner.class).drain()).isZero();
        assertThat(one.bean(DueRuns.class).find(asked).orElseThrow()).matches(run -> run.state().equals("failed") && run.message().contains("died 3 times"));
    }

    @Test
    void what_cannot_be_done_fails_with_its_reason_and_the_next_is_run() {
        long bad = one.bean(DueRuns.class).ask(Task.RECONCILE, Map.of("account", "NOBODY"), "ada", null);
        long good = one.bean(DueRuns.class).ask(Task.TIMELINE, Map.of(), "ada", null);
        assertThat(one.bean(Runner.class).drain()).isEqualTo(2);
        assertThat(one.bean(DueRuns.class).find(bad).orElseThrow().message()).contains("There is no account 'NOBODY'");
        assertThat(one.bean(DueRuns.class).find(good).orElseThrow().state()).isEqualTo("done");
    }

    private Schedules schedules(Missed missed) {
        ScheduledRun hourly = new ScheduledRun("hourly", Task.TIMELINE, "0 * * * *", Cron.of("0 * * * *", ZoneOffset.UTC), missed, Duration.ofMinutes(15), Map.of());
        return new Schedules(one.database(), dueRuns, clock(), one.bean(PlatformTransactionManager.class), List.of(hourly));
    }

    private List<String> rows() {
        return one.database().sql("select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') || ' ' || state from due_run order by due_at")
                .query(String.class).list();
    }

    /** Shows what {@code now} says, which a test sets. */
    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
