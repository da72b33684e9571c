package reckoner.statements;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import reckoner.Failure;

/**
 * Ask for the statements of a month, each account's in its own zone.
 *
 * @param accounts account ids; empty: every account
 * @param draft without a number and without a trace in the register
 */
public record StatementsRequest(YearMonth month, List<String> accounts, Set<Format> formats, boolean draft) {

    /** Name of the job. */
    public static final String JOB = "statements";

    private static final int LONGEST_PARAMETER = 2500;

    public StatementsRequest {
        accounts = accounts.stream().distinct().toList();
        formats = Set.copyOf(formats);
    }

    /** Return the job's parameters; {@code request} (see {@link Outcomes#nextRequest}) makes each command a run of its own. */
    public JobParameters parameters(long request) {
        String joined = String.join("\n", accounts);
        if (joined.length() > LONGEST_PARAMETER) {
            throw Failure.command("These are too many accounts for one command (" + accounts.size()
                    + "). Nothing was made. Leave --account out for all of them, or ask in parts.");
        }
        return new JobParametersBuilder()
                .addLong("request", request)
                .addString("month", month.toString())
                .addString("draft", Boolean.toString(draft))
                .addString("accounts", joined, false)
                .addString("formats", Format.text(formats), false)
                .toJobParameters();
    }

    static StatementsRequest of(JobParameters parameters) {
        return new StatementsRequest(
                YearMonth.parse(parameters.getString("month", "")),
                parameters.getString("accounts", "").lines().toList(),
                Format.parse(parameters.getString("formats", "")),
                Boolean.parseBoolean(parameters.getString("draft")));
    }
}
