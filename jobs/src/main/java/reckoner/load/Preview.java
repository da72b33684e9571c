package reckoner.load;

import java.util.List;

/**
 * What loading a file would begin with; nothing was written.
 *
 * @param mapping empty where the file is not recognised
 * @param skipped lines that the mapping leaves out, not among the rows
 * @param amountMicros sum over the lines that were read, micro-credits; what is known or conflicts is not taken out
 * @param firstRows the first lines as they would become records, {@code column=value}
 */
public record Preview(
        String file,
        String mapping,
        long rows,
        long accepted,
        long rejected,
        long skipped,
        long amountMicros,
        boolean refused,
        List<Rejection> reasons,
        List<String> firstRows) {}
