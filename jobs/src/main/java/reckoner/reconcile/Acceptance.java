package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reckoner.table.Figures;

/**
 * On what terms a finding is accepted.
 *
 * @param until first instant at which it holds no longer; null: for good
 * @param upTo credits, the largest difference that stays accepted; null: only exactly what is expected and actual now
 */
public record Acceptance(Reason reason, String note, @Nullable Instant until, @Nullable BigDecimal upTo) {

    public Acceptance {
        if (note.isBlank()) {
            throw new IllegalArgumentException("an acceptance says why: its note is empty");
        }
        if (upTo != null && upTo.signum() < 0) {
            throw new IllegalArgumentException("an acceptance up to " + upTo.toPlainString() + " is none: a magnitude is meant");
        }
    }

    /** Why a difference may stand. */
    public enum Reason {
        LATE_ENTRY("the entry is known and will come later"),
        SETTLED("settled with the vendor outside of the ledger"),
        REFUNDED("given back to the account in another way"),
        KNOWN_FAULT("a fault of the source that is known"),
        IMMATERIAL("too small to follow up"),
        OTHER("as the note says");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** As it is typed and kept: {@code late_entry}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Reason> keyed(String key) {
            return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
        }
    }

    /** What is at stake for a difference: the larger of it and of what it may grow to, credits. */
    BigDecimal stake(BigDecimal difference) {
        return upTo == null ? difference.abs() : upTo.max(difference.abs());
    }

    /** In words, for the history. */
    String words() {
        return reason.key()
                + (upTo == null ? "" : ", up to " + Figures.plainMoney(upTo))
                + (until == null ? "" : ", until " + until)
                + ": " + note;
    }
}
