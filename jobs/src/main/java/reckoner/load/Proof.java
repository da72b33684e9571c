package reckoner.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.Money;

/** Compares a manifest with what was read. Balances of the last instant of an account: one of them must be the closing balance. */
final class Proof {

    /** The balances that an account has at its last instant. */
    private static final class Last {
        private long micros = Long.MIN_VALUE;
        private long sequence = Long.MIN_VALUE;
        private final Set<Long> balances = new HashSet<>();
    }

    private final Manifest manifest;
    private final boolean isLedger;
    private final int account;
    private final int occurred;
    private final int balance;
    private final int sequence;
    private final Map<String, Last> lasts = new HashMap<>();

    Proof(Manifest manifest, Feed feed) {
        this.manifest = manifest;
        this.isLedger = feed == Feed.LEDGER;
        this.account = feed.indexOf("account_id");
        this.occurred = feed.indexOf("occurred_at");
        this.balance = feed.indexOf("balance");
        this.sequence = feed.indexOf("sequence");
        manifest.closingMicros().keySet().forEach(name -> lasts.put(name, new Last()));
    }

    void row(Row row) {
        if (!isLedger || lasts.isEmpty() || row.isEmpty(balance)) {
            return;
        }
        Last last = lasts.get(row.text(account).toString());
        if (last == null || row.number(occurred) < last.micros) {
            return;
        }
        long order = row.isEmpty(sequence) ? Long.MIN_VALUE : row.number(sequence);
        if (row.number(occurred) > last.micros || order > last.sequence) {
            last.balances.clear();
            last.micros = row.number(occurred);
            last.sequence = order;
        }
        if (order == last.sequence) {
            last.balances.add(row.number(balance));
        }
    }

    /** Where the file is not what its manifest says. */
    List<Rejection> findings(String fileName, String sha256, long rows, long sumMicros) {
        List<Rejection> findings = new ArrayList<>();
        compare(findings, "file", manifest.file(), fileName);
        compare(findings, "sha256", manifest.sha256(), sha256);
        compare(findings, "rows", text(manifest.rows()), String.valueOf(rows));
        compare(findings, "sum", manifest.sumMicros() == null ? null : Money.text(manifest.sumMicros()), Money.text(sumMicros));
        manifest.closingMicros().forEach((name, stated) -> {
            Last last = lasts.get(name);
            if (last != null && !last.balances.isEmpty() && !last.balances.contains(stated)) {
                compare(findings, "closing balance of " + Rejection.shown(name), Money.text(stated), Money.text(last.balances.iterator().next()));
            }
        });
        return findings;
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private static void compare(List<Rejection> findings, String what, @Nullable String stated, String found) {
        if (stated != null && !stated.equals(found)) {
            findings.add(Rejection.of(0, what, found, new Fault(
                    "is not what the manifest says: " + Rejection.shown(stated), "Ask the sender for the file that belongs to the manifest")));
        }
    }
}
