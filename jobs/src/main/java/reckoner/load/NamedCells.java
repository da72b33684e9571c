package reckoner.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import reckoner.Sha256;

/** Reads the rows of a file for the cells that name people who were erased; what all other cells hold is summed up in a hash. */
final class NamedCells {

    /** Which references are to stay. */
    @FunctionalInterface
    interface Kept {
        boolean is(String account, String payment, String reference);
    }

    /** A cell: what stands there and what shall. */
    record Swap(String from, String to) {}

    /** Cells of one row, whose text begins at {@code line} and ends before {@code end}; 0: with the file. */
    record Change(long line, long end, List<Swap> swaps) {}

    private final Map<String, String> erased;
    private final Kept kept;
    private final List<Change> changes = new ArrayList<>();
    private final MessageDigest rest = Sha256.digest();
    private boolean isOpen;

    NamedCells(Map<String, String> erased, Kept kept) {
        this.erased = erased;
        this.kept = kept;
    }

    /** The same with nothing read yet. */
    NamedCells again() {
        return new NamedCells(erased, kept);
    }

    void take(Feed feed, Row row) {
        if (isOpen) {
            Change last = changes.remove(changes.size() - 1);
            changes.add(new Change(last.line(), row.line(), last.swaps()));
            isOpen = false;
        }
        String account = row.text(feed.indexOf("account_id")).toString();
        String pseudonym = erased.get(account);
        List<Swap> swaps = pseudonym == null ? List.of() : swaps(feed, row, account, pseudonym);
        if (!swaps.isEmpty()) {
            changes.add(new Change(row.line(), 0, swaps));
            isOpen = true;
        }
        for (int column = 0; column < feed.columns().size(); column++) {
            boolean names = pseudonym != null && isName(feed.columns().get(column).name());
            String value = names || row.isEmpty(column) ? "" : row.number(column) + " " + row.text(column);
            rest.update((column + " " + value.length() + " " + value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isName(String column) {
        return column.equals("name") || column.equals("email") || column.equals("reference");
    }

    private List<Swap> swaps(Feed feed, Row row, String account, String pseudonym) {
        List<Swap> swaps = new ArrayList<>();
        switch (feed) {
            case ACCOUNTS -> {
                swap(swaps, text(feed, row, "name"), pseudonym);
                swap(swaps, text(feed, row, "email"), "");
            }
            case EVENTS -> swap(swaps, text(feed, row, "name"), text(feed, row, "event_id"));
            case PAYMENTS -> {
                String reference = text(feed, row, "reference");
                if (!reference.isEmpty() && !kept.is(account, text(feed, row, "payment_id"), reference)) {
                    swap(swaps, reference, pseudonym);
                }
            }
            case PLANS, PRICES, LEDGER, USAGE -> { }
        }
        return swaps;
    }

    private static String text(Feed feed, Row row, String column) {
        int at = feed.indexOf(column);
        return row.isEmpty(at) ? "" : row.text(at).toString();
    }

    private static void swap(List<Swap> swaps, String from, String to) {
        if (!from.isEmpty() && !from.equals(to)) {
            swaps.add(new Swap(from, to));
        }
    }

    List<Change> changes() {
        return changes;
    }

    /** Of everything that names nobody who was erased. */
    String rest() {
        return HexFormat.of().formatHex(rest.digest());
    }
}
