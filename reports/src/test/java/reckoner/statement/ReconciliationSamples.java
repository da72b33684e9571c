package reckoner.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Make reports of reconciliations for tests, the same ones each time. */
public final class ReconciliationSamples {

    private static final List<String> CAUSES = List.of("missing_entry", "renewal_from_credits", "coupon_without_entry", "changed_balance",
            "changed_amount", "wrong_sign", "duplicate", "failed_but_charged", "old_price", "other_plan_price", "opening_differs");

    private ReconciliationSamples() {}

    /** Return a report with so many discrepancies, two checks that could not be made, over a month or a year. */
    public static ReconciliationReport report(int count, boolean everyCheckMade) {
        Random random = new Random(5);
        Instant from = Instant.parse(count > 20 ? "2025-04-01T00:00:00Z" : "2026-03-01T00:00:00Z");
        Instant to = Instant.parse("2026-03-31T20:00:00Z");
        List<Discrepancy> all = new ArrayList<>();
        long[] found = new long[4];
        for (int i = 0; i < count; i++) {
            int check = random.nextInt(4);
            found[check]++;
            all.add(discrepancy(i, check, from.plus(Duration.between(from, to).multipliedBy(i + 1L).dividedBy(count + 1L)), random));
        }
        List<CheckResult> checks = new ArrayList<>();
        checks.add(check("failed_but_charged", "no failed job was charged", found[0]));
        checks.add(everyCheckMade ? check("payment_not_credited", "every payment was credited", 0) : new CheckResult("payment_not_credited",
                "every payment was credited to its account, once and with the credits that it bought", "error", CheckResult.Outcome.NOT_RUN, 0, "no payments feed has been loaded"));
        checks.add(check("running_balance", "every balance follows from the one before by the entry's own effect, in chain order", found[1]));
        checks.add(check("unit_price", "every charge is the price in force for the plan", found[2]));
        checks.add(check("unknown_event", "every event is in the events feed", found[3]));
        if (!everyCheckMade) {
            checks.add(new CheckResult("usage_not_billed", "every usage record has an entry", "warning", CheckResult.Outcome.NOT_RUN, 0, "no usage feed has been loaded"));
        }
        return new ReconciliationReport(42, Instant.parse("2026-04-01T04:00:00Z"), "whole ledger", ZoneOffset.UTC, true,
                new Coverage(12, 123_456, new BigDecimal("98765.43"), from, to), checks, all);
    }

    private static CheckResult check(String name, String proves, long found) {
        return new CheckResult(name, proves, name.equals("unknown_event") ? "warning" : "error",
                found == 0 ? CheckResult.Outcome.AGREES : CheckResult.Outcome.DISCREPANCIES, found, null);
    }

    private static Discrepancy discrepancy(int i, int check, Instant at, Random random) {
        String name = List.of("failed_but_charged", "running_balance", "unit_price", "unknown_event").get(check);
        BigDecimal expected = new BigDecimal("120.50").add(BigDecimal.valueOf(random.nextInt(90_000), 2));
        BigDecimal difference = switch (random.nextInt(4)) {
            case 0 -> new BigDecimal("-50.00");
            case 1 -> new BigDecimal("0.0345");
            case 2 -> BigDecimal.valueOf(random.nextInt(900) + 1L, 2).negate();
            default -> BigDecimal.valueOf(random.nextInt(9_000) + 1L, 2);
        };
        String cause = CAUSES.get(random.nextInt(CAUSES.size()));
        boolean timeless = i % 9 == 8;
        return new Discrepancy(i + 1L, name, check == 3 ? "warning" : "error", "ACC-" + (10 + i % 12),
                i % 3 == 0 ? "EV-2026-" + i : null, timeless ? null : "TX-" + (100_000 + i * 37), timeless ? null : at, expected,
                expected.add(difference), difference, cause,
                i % 5 == 0 ? "The balance moved by %s between TX-%d and TX-%d without an entry; no usage record or payment has that amount, and nothing else that was loaded bears it out."
                        .formatted(difference.toPlainString(), 100_000 + i * 37 - 1, 100_000 + i * 37)
                        : "The job failed, but " + difference.abs().toPlainString() + " were taken from the balance.",
                "Ask the vendor for the entry, or load the late file; the finding closes by itself.",
                i % 7 == 3 ? "accepted" : i % 7 == 5 ? "assigned" : "open");
    }
}
