package reckoner.load;

import java.nio.file.Path;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * One file that was handed in, recognised and copied.
 *
 * @param file where it was handed in
 * @param copy our own copy of its bytes, which loading reads
 * @param sha256 of the bytes as delivered, hexadecimal
 * @param mapping name in {@code feeds.yaml}, or of the native feed
 * @param allowedRejects most lines that may be left out
 * @param attempt rises when the file was refused before, so that it can be tried again
 */
public record Delivery(Path file, Path copy, String sha256, long bytes, String mapping, long allowedRejects, long attempt) {

    /** Of the job {@code load}; content, mapping and attempt identify the run. */
    public JobParameters parameters() {
        return new JobParametersBuilder()
                .addString("sha256", sha256, true)
                .addString("mapping", mapping, true)
                .addLong("attempt", attempt, true)
                .addString("file", file.toString(), false)
                .addString("copy", copy.toString(), false)
                .addLong("bytes", bytes, false)
                .addLong("allowedRejects", allowedRejects, false)
                .toJobParameters();
    }

    static Delivery of(JobParameters parameters) {
        return new Delivery(
                Path.of(required(parameters, "file")),
                Path.of(required(parameters, "copy")),
                required(parameters, "sha256"),
                number(parameters, "bytes"),
                required(parameters, "mapping"),
                number(parameters, "allowedRejects"),
                number(parameters, "attempt"));
    }

    /** The name as it was delivered. */
    public String fileName() {
        return String.valueOf(file.getFileName());
    }

    private static String required(JobParameters parameters, String name) {
        String value = parameters.getString(name);
        if (value == null) {
            throw new IllegalArgumentException("the job parameter '" + name + "' is missing");
        }
        return value;
    }

    private static long number(JobParameters parameters, String name) {
        Long value = parameters.getLong(name);
        if (value == null) {
            throw new IllegalArgumentException("the job parameter '" + name + "' is missing");
        }
        return value;
    }
}
