package reckoner.statements;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import reckoner.Failure;

/**
 * Ask for the statements of a month, each account's in its own zone.
 *
 * @param accounts account ids; empty: every account
 * @param draft without a number and without a trace in the register
 * @param restate why issued statements of the month, and those that follow from them, are replaced where the ledger says
 *     something else now; null: what was issued stays
 */
public record StatementsRequest(YearMonth month, List<String> accounts, Set<Format> formats, boolean draft, @Nullable String restate) {

    /** Name of the job. */
    public static final String JOB = "statements";

    private static final int LONGEST_PARAMETER = 2500;
    private static final int LONGEST_REASON = 500;

    public StatementsRequest {
        accounts = accounts.stream().distinct().toList();
        formats = Set.copyOf(formats);
        if (restate != null && (restate.isBlank() || restate.length() > LONGEST_REASON)) {
            throw Failure.command("A restatement needs a reason of 1 to %d characters: it is printed on it. Nothing was made. Write --reason \"…\"."
                    .formatted(LONGEST_REASON));
        }
    }

    /** Ask for statements that are not issued yet. */
    public StatementsRequest(YearMonth month, List<String> accounts, Set<Format> formats, boolean draft) {
        this(month, accounts, formats, draft, null);
    }

    /** Return the job's parameters; {@code request} (see {@link Outcomes#nextRequest}) makes each command a run of its own. */
    public JobParameters parameters(long request) {
        String joined = String.join("\n", accounts);
        if (joined.length() > LONGEST_PARAMETER) {
            throw Failure.command("These are too many accounts for one command (" + accounts.size()
                    + "). Nothing was made. Leave --account out for all of them, or ask in parts.");
        }
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addLong("request", request)
                .addString("month", month.toString())
                .addString("draft", Boolean.toString(draft))
                .addString("accounts", joined, false)
                .addString("formats", Format.text(formats), false);
        if (restate != null) {
            parameters.addString("restate", restate, false);
        }
        return parameters.toJobParameters();
    }

    static StatementsRequest of(JobParameters parameters) {
        return new StatementsRequest(
                YearMonth.parse(parameters.getString("month", "")),
                parameters.getString("accounts", "").lines().toList(),
                Format.parse(parameters.getString("formats", "")),
                Boolean.parseBoolean(parameters.getString("draft")),
                parameters.getString("restate"));
    }
}
