package reckoner.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reckoner.demo.Rows.LedgerRow;

/** Writes what the sender of a ledger file states about it: lines, sum, and the balance after each account's last entry. */
final class StatedTotals {

    private StatedTotals() {}

    /** @param rows of the file, oldest first */
    static void write(Path file, List<LedgerRow> rows) throws IOException {
        BigDecimal sum = new BigDecimal("0.00");
        Map<String, BigDecimal> closing = new TreeMap<>();
        for (LedgerRow row : rows) {
            sum = sum.add(row.amount());
            closing.put(row.account(), row.balance());
        }
        String balances = closing.entrySet().stream()
                .map(account -> "\"%s\": \"%s\"".formatted(account.getKey(), account.getValue().toPlainString()))
                .collect(Collectors.joining(", "));
        Files.writeString(file.resolveSibling(file.getFileName() + ".manifest.json"),
                "{\"file\": \"%s\", \"rows\": %s, \"sum\": \"%s\", \"closing_balances\": {%s}}\n".formatted(
                        file.getFileName(), rows.size(), sum.toPlainString(), balances));
    }
}
