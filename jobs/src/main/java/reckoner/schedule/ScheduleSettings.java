package reckoner.schedule;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled does a process that serves also run what is due? Off: it shows pages only
 * @param keepDays how long finished runs, their history and refused files stay before housekeeping removes them
 * @param processedDays how long files that were loaded stay in {@code processed/} after their month; 0: for good
 * @param tell e-mail addresses that are told of a run of the schedule that is late or failed; empty: nobody
 */
@ConfigurationProperties(value = "reckoner.schedule", ignoreUnknownFields = false)
public record ScheduleSettings(@DefaultValue("true") boolean enabled, @DefaultValue("400") int keepDays, @DefaultValue("0") int processedDays,
        @DefaultValue List<String> tell) {

    public ScheduleSettings {
        tell = List.copyOf(tell);
        if (keepDays < 40) {
            throw new IllegalArgumentException("reckoner.schedule.keep-days is " + keepDays + "; give 40 or more");
        }
        if (processedDays != 0 && processedDays < 40) {
            throw new IllegalArgumentException("reckoner.schedule.processed-days is " + processedDays + "; give 40 or more, or 0 to keep files for good");
        }
    }
}
