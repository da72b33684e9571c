package reckoner.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How files are taken.
 *
 * @param settle a file in the inbox is taken when it was not changed for this long, 0 to 1 hour
 * @param manifestRequired is a file without a manifest refused?
 * @param largestFile as delivered; a larger one is refused before it is read
 * @param bulkFrom rows from which a ledger file may be copied straight into the ledger; see {@link Bulk}
 * @param partitionRows entries from which a partition of the ledger is full and the next file begins a new one
 */
@ConfigurationProperties(value = "reckoner.load", ignoreUnknownFields = false)
public record LoadSettings(
        @DefaultValue("5s") Duration settle, @DefaultValue("false") boolean manifestRequired, @DefaultValue("20GB") DataSize largestFile,
        @DefaultValue("10000") long bulkFrom, @DefaultValue("50000000") long partitionRows) {

    /** Together with the file that fills it a partition stays below the numbers that it has. */
    private static final long MOST_IN_PARTITION = 1_000_000_000;

    public LoadSettings {
        if (settle.isNegative() || settle.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("reckoner.load.settle is " + settle + ", must be 0s to 1h");
        }
        if (bulkFrom < 1) {
            throw new IllegalArgumentException("reckoner.load.bulk-from is " + bulkFrom + ", must be 1 row or more");
        }
        if (partitionRows < 1 || partitionRows > MOST_IN_PARTITION) {
            throw new IllegalArgumentException("reckoner.load.partition-rows is " + partitionRows + ", must be 1 to " + MOST_IN_PARTITION);
        }
    }
}
