package reckoner.cluster;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps are done in parts.
 *
 * @param threads parts that one process works at side by side, 1 to 64; 0: as many as it has processors
 * @param lease how long a worker may be silent before its parts go to others, 5 seconds to 1 hour
 * @param partFrom accounts or events from which a step is done in parts, 1 or more
 * @param partSize accounts or events of one part, 1 to 10,000
 * @param partEntries entries of one part of a reconciliation, 100 or more, four times those of a timeline; what is fewer than two such parts is done
 *     in one go
 */
@ConfigurationProperties(value = "reckoner.cluster", ignoreUnknownFields = false)
public record ClusterSettings(
        @DefaultValue("0") int threads, @DefaultValue("60s") Duration lease, @DefaultValue("32") int partFrom, @DefaultValue("50") int partSize,
        @DefaultValue("500000") long partEntries) {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    public ClusterSettings {
        if (threads < 0 || threads > 64) {
            throw new IllegalArgumentException("reckoner.cluster.threads is " + threads + ", must be 0 to 64");
        }
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("reckoner.cluster.lease is " + lease + ", must be 5s to 1h");
        }
        if (partFrom < 1) {
            throw new IllegalArgumentException("reckoner.cluster.part-from is " + partFrom + ", must be 1 or more");
        }
        if (partSize < 1 || partSize > 10_000) {
            throw new IllegalArgumentException("reckoner.cluster.part-size is " + partSize + ", must be 1 to 10000");
        }
        if (partEntries < 100) {
            throw new IllegalArgumentException("reckoner.cluster.part-entries is " + partEntries + ", must be 100 or more");
        }
    }

    /** How many parts this process works at side by side. */
    public int threadsHere() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
