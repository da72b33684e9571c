package reckoner.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reckoner.Reckoner;

/**
 * Makes the schedule of a serving process beat: nudged by Quartz, by whoever asks for a run, and by a watch of its own, because
 * a scheduler may stop firing without a word. A nudge plans what has come due and runs it on one thread.
 */
@Component
@Profile(Reckoner.SERVE)
public class Heart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    private static final int WATCH_SECONDS = 15;
    private static final int TELL_SECONDS = 60;

    private final Schedules schedules;
    private final Runner runner;
    private final Watchdog watchdog;
    private final ScheduleSettings settings;
    private final Clock clock;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private @Nullable ScheduledExecutorService watch;
    private @Nullable ExecutorService work;
    private volatile @Nullable Instant beatAt;
    private volatile @Nullable Instant nudgedByQuartzAt;

    Heart(Schedules schedules, Runner runner, Watchdog watchdog, ScheduleSettings settings, Clock clock) {
        this.schedules = schedules;
        this.runner = runner;
        this.watchdog = watchdog;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled() || watch != null) {
            return;
        }
        watchdog.require();
        work = Executors.newSingleThreadExecutor(task -> new Thread(task, "runner"));
        // Two: a mail server that does not answer must not hold up what is due.
        watch = Executors.newScheduledThreadPool(2, task -> new Thread(task, "watch"));
        watch.scheduleWithFixedDelay(this::beat, 0, WATCH_SECONDS, TimeUnit.SECONDS);
        watch.scheduleWithFixedDelay(() -> quietly(watchdog::tell), WATCH_SECONDS, TELL_SECONDS, TimeUnit.SECONDS);
    }

    /** Look now whether something is due; returns at once. Many nudges while one is waiting are one. */
    public void nudge() {
        ExecutorService runs = work;
        if (runs != null && !runs.isShutdown() && nudged.compareAndSet(false, true)) {
            runs.execute(() -> {
                nudged.set(false);
                quietly(runner::drain);
            });
        }
    }

    void nudgeByQuartz() {
        nudgedByQuartzAt = clock.instant();
        beat();
    }

    /** When this process last planned what is due; null: not yet, or it does not run anything. */
    public @Nullable Instant beatAt() {
        return beatAt;
    }

    /** When Quartz last nudged this process. */
    public @Nullable Instant nudgedByQuartzAt() {
        return nudgedByQuartzAt;
    }

    private void beat() {
        quietly(() -> {
            schedules.plan();
            schedules.watch();
            beatAt = clock.instant();
        });
        nudge();
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("The schedule could not go on ({}); it is tried again.", e.getMessage());
            LoggerFactory.getLogger("schedule").error("beat", e);
        }
    }

    @Override
    public synchronized void stop() {
        runner.end();
        ScheduledExecutorService watching = watch;
        ExecutorService working = work;
        if (watching == null || working == null) {
            return;
        }
        watching.shutdownNow();
        working.shutdown();
        try {
            if (!working.awaitTermination(15, TimeUnit.SECONDS)) {
                LOG.warn("A run is not finished; it continues at the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return watch != null;
    }
}
