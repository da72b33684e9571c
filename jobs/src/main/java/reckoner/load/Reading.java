package reckoner.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file before its first line is read.
 *
 * @param fileName as delivered
 * @param latest entries after it are refused
 * @param manifest what its sender says that it holds; null: the sender says nothing
 */
record Reading(Mapping mapping, String fileName, Instant latest, @Nullable Manifest manifest) {

    static Reading of(Mapping mapping, String fileName, Clock clock, @Nullable Manifest manifest) {
        return new Reading(mapping, fileName, clock.instant().plus(Duration.ofDays(1)), manifest);
    }

    /** Would it be noticed if the end of the file were missing? */
    boolean provesItsEnd() {
        return manifest != null || mapping.trailer() != null;
    }

    boolean mayBeEmpty() {
        return manifest != null && Long.valueOf(0).equals(manifest.rows()) || mapping.trailer() != null;
    }
}
