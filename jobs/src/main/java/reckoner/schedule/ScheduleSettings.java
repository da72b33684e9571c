package reckoner.schedule;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled does a process that serves also run what is due? Off: it shows pages only
 * @param keepDays how long finished runs and their history stay before housekeeping removes them
 */
@ConfigurationProperties(value = "reckoner.schedule", ignoreUnknownFields = false)
public record ScheduleSettings(@DefaultValue("true") boolean enabled, @DefaultValue("400") int keepDays) {

    public ScheduleSettings {
        if (keepDays < 40) {
            throw new IllegalArgumentException("reckoner.schedule.keep-days is " + keepDays + "; give 40 or more");
        }
    }
}
