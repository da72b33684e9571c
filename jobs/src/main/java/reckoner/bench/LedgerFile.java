package reckoner.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A native ledger of any length, written line by line: many accounts with guests in bursts, purchases when the credit runs
 * out, failed jobs, and a balance after every entry that follows from the one before. The same seed gives the same bytes, and
 * each further file goes on where the one before ended.
 */
final class LedgerFile {

    /** Further lines would lie in the future. */
    static final long MOST_ROWS = 20_000_000;

    static final String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance";

    private static final int ENTRIES_PER_ACCOUNT = 1_000;
    private static final int ENTRIES_PER_EVENT = 250;
    private static final int RECHARGE_AT_CENTS = 10_00;
    private static final int RECHARGE_CENTS = 100_00;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final String[] SERVICES = {"AI Draw Me", "AI Modify (Nano Banana 2)", "AI Modify (GPT-Image 2)", "AI Combine (Grok Imagine)",
        "AI Image To Video (Kling)", "AI Image To Video (Seedance)", "Background removal", "SMS"};
    private static final int[] CENTS = {22, 16, 31, 18, 95, 74, 5, 3};

    private final SplittableRandom random;
    private final long[] balanceCents;
    private final int[] entries;
    private long second;
    private long number;
    private int account;

    /** @param rows of the first file, from which the number of accounts follows */
    LedgerFile(long seed, long rows) {
        random = new SplittableRandom(seed);
        balanceCents = new long[(int) Math.max(20, rows / ENTRIES_PER_ACCOUNT)];
        entries = new int[balanceCents.length];
    }

    int accounts() {
        return balanceCents.length;
    }

    /** Write the next {@code rows} lines; returns the file. */
    Path write(Path file, long rows) throws IOException {
        StringBuilder line = new StringBuilder(200);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\n");
            for (long i = 0; i < rows; i++) {
                line.setLength(0);
                next(line);
                out.append(line);
            }
        }
        return file;
    }

    private void next(StringBuilder line) {
        second += random.nextInt(5);
        if (random.nextInt(4) == 0) {
            account = random.nextInt(balanceCents.length);
        }
        if (balanceCents[account] <= RECHARGE_AT_CENTS) {
            balanceCents[account] += RECHARGE_CENTS;
            entry(line, "", "Credit purchase", "Add", "Success", RECHARGE_CENTS);
            return;
        }
        int service = random.nextInt(SERVICES.length);
        boolean failed = random.nextInt(50) == 0;
        balanceCents[account] -= failed ? 0 : CENTS[service];
        String event = "EV-" + account + "-" + entries[account]++ / ENTRIES_PER_EVENT;
        entry(line, event, SERVICES[service], "Consume", failed ? "Failed" : "Success", CENTS[service]);
    }

    private void entry(StringBuilder line, String event, String service, String type, String status, int cents) {
        line.append("TX-").append(id()).append(",ACC-").append(account).append(',').append(event).append(',')
                .append(START.plusSeconds(second)).append(',').append(service).append(',').append(type).append(',').append(status).append(",1,");
        money(line, cents);
        line.append(',');
        money(line, balanceCents[account]);
        line.append('\n');
    }

    /** Twelve hexadecimal digits in no order that an index could profit from, and never twice: an odd factor only mixes them. */
    private String id() {
        long mixed = ++number * 0x9E37_79B9_7F4BL & 0xFFFF_FFFF_FFFFL;
        return Long.toHexString(mixed | 1L << 48).substring(1);
    }

    private static void money(StringBuilder line, long cents) {
        line.append(cents / 100).append('.').append((char) ('0' + cents / 10 % 10)).append((char) ('0' + cents % 10));
    }
}
