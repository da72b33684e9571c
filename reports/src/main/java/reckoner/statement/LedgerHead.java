package reckoner.statement;

import java.util.Locale;

/**
 * The seal of the whole ledger when a statement was made, so that whoever holds the statement holds an outside copy.
 *
 * @param load the last load that it stands for
 * @param head 64 hexadecimal digits
 */
public record LedgerHead(int load, String head) {

    public LedgerHead {
        if (!head.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + head + "' is no head of 64 hexadecimal digits");
        }
    }

    /** The head in groups that a line can be broken between, and what it stands for. */
    public String words() {
        return String.format(Locale.ROOT, "Head after load %d: %s", load, head.replaceAll("(.{16})(?=.)", "$1 "));
    }
}
