package reckoner.statement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tell a person what is held of them: what, how much, where it came from and how long it stays, and what was issued to them.
 *
 * @param email empty where none is known
 * @param zone of all times in it
 */
public record PersonalExtract(
        String account, String name, String email, ZoneId zone, String currency, Instant asOf, List<Held> held, List<Issued> issued) {

    public PersonalExtract {
        held = List.copyOf(held);
        issued = List.copyOf(issued);
    }

    /** Hold how many records there are of one kind. */
    public record Held(String what, long rows, String source, String kept) {}

    /**
     * Hold a statement as the register knows it.
     *
     * @param hashes format and SHA-256 of each of its files, one a line
     */
    public record Issued(String number, Instant from, Instant to, Instant issuedAt, @Nullable String replacedBy, String hashes) {}

    /** Count all records. */
    public long rows() {
        return held.stream().mapToLong(Held::rows).sum();
    }
}
