package reckoner.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.Money;

/**
 * What became of one file.
 *
 * @param load number in the register
 * @param rows lines with data
 * @param known equal to what was here already
 * @param skipped lines that the mapping leaves out, in none of the other counts
 * @param withheld lines of people who were erased, whose names were not taken
 * @param broken was it refused for what no allowance can mend?
 * @param amountMicros sum over the accepted rows, micro-credits
 * @param again was the file loaded by an earlier run, so that nothing happened now?
 * @param reasons of rejected lines, in their order, at most as many as were kept
 */
public record Receipt(
        int load,
        String file,
        String feed,
        String mapping,
        String sha256,
        State state,
        long rows,
        long accepted,
        long rejected,
        long known,
        long skipped,
        long withheld,
        boolean broken,
        long amountMicros,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean again,
        List<Rejection> reasons) {

    /** Of a file in the register. */
    public enum State {
        LOADING,
        LOADED,
        REFUSED
    }

    public boolean isRefused() {
        return state == State.REFUSED;
    }

    /** Was it refused for single lines only, so that the others can be loaded? */
    public boolean canLeaveOut() {
        return isRefused() && !broken;
    }

    public Duration duration() {
        return finishedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt);
    }

    /** Sum over the accepted rows, in credits. */
    public String sum() {
        return Money.text(amountMicros);
    }

    Receipt asBefore() {
        return new Receipt(load, file, feed, mapping, sha256, state, rows, accepted, rejected, known, skipped, withheld, broken, amountMicros, startedAt,
                finishedAt, true, reasons);
    }

    Receipt under(String otherName) {
        return new Receipt(load, otherName, feed, mapping, sha256, state, rows, accepted, rejected, known, skipped, withheld, broken, amountMicros, startedAt,
                finishedAt, again, reasons);
    }
}
