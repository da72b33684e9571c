package reckoner.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One way to make documents, measured in rounds: what it takes, and what stands in the way of a second thread. */
final class StatementCase {

    private static final int NANOS_A_MILLI = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Makes the document of that number, counted from 0. */
    interface Making {
        void write(int number, OutputStream out) throws IOException;
    }

    /** One round: how long it took on the clock, on all processors, for collecting garbage, and waiting for locks. */
    private record Round(long nanos, long processorNanos, long collectingMillis, long waitingMillis) {}

    private final String name;
    private final int documents;
    private final long units;
    private final int threads;
    private final Making making;
    private final List<Round> rounds = new ArrayList<>();
    private long peakMebibytes;

    /** @param units what one document counts for: 1, or the rows in it */
    StatementCase(String name, int documents, long units, int threads, Making making) {
        this.name = name;
        this.documents = documents;
        this.units = units;
        this.threads = threads;
        this.making = making;
    }

    String name() {
        return name;
    }

    /** Make so many without looking at the clock. */
    void warmUp(int times) {
        for (int i = 0; i < times; i++) {
            make(i);
        }
    }

    void measure() {
        PeakHeap.reset();
        THREADS.setThreadContentionMonitoringEnabled(true);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            long collecting = collecting();
            long processor = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int part = i;
                parts.add(workers.submit(() -> part(part)));
            }
            long waiting = 0;
            for (Future<Long> part : parts) {
                waiting += part.get();
            }
            rounds.add(new Round(System.nanoTime() - start, PROCESS.getProcessCpuTime() - processor, collecting() - collecting, waiting));
            peakMebibytes = Math.max(peakMebibytes, PeakHeap.mebibytes());
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
            THREADS.setThreadContentionMonitoringEnabled(false);
        }
    }

    /** Make every document of one thread's share; returns how long the thread waited for locks, ms. */
    private long part(int part) {
        for (int i = part; i < documents; i += threads) {
            make(i);
        }
        return THREADS.getThreadInfo(Thread.currentThread().getId()).getBlockedTime();
    }

    private void make(int number) {
        try {
            making.write(number, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }

    private Round median() {
        return rounds.stream().sorted(Comparator.comparingLong(Round::nanos)).toList().get(rounds.size() / 2);
    }

    /** Units a second of the median round. */
    BigDecimal perSecond() {
        return BigDecimal.valueOf(documents * units * 1_000).divide(millis(median().nanos), 1, RoundingMode.HALF_UP);
    }

    /** Units a second that one processor would do alone, whatever else the machine does. */
    BigDecimal perProcessorSecond() {
        return BigDecimal.valueOf(documents * units * 1_000).divide(millis(median().processorNanos), 1, RoundingMode.HALF_UP);
    }

    /** Share of the time in which garbage was collected, %. */
    BigDecimal collectingPercent() {
        return BigDecimal.valueOf(median().collectingMillis * 100).divide(millis(median().nanos), 1, RoundingMode.HALF_UP);
    }

    /** Share of the threads' time in which they waited for locks, %. */
    BigDecimal waitingPercent() {
        return BigDecimal.valueOf(median().waitingMillis * 100).divide(millis(median().nanos * threads), 1, RoundingMode.HALF_UP);
    }

    long peakMebibytes() {
        return peakMebibytes;
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(Math.max(1, nanos)).divide(BigDecimal.valueOf(NANOS_A_MILLI));
    }
}
