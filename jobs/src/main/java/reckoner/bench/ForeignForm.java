package reckoner.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import reckoner.load.CanonicalReading;

/** A bank's export by a mapping: semicolons, Latin-1, decimal comma, dotted thousands, local dates, signed amounts, its own words. */
record ForeignForm(CanonicalReading reader) implements FuzzForm {

    private static final String MAPPING = """
            bank:
              feed: ledger
              separator: ";"
              encoding: ISO-8859-1
              decimal_mark: ","
              thousands: "."
              zone: Europe/Berlin
              sign: signed
              columns:
                transaction_id: Reference
                account_id: Account
                occurred_at: {from: Booked, pattern: dd.MM.yyyy HH:mm:ss}
                service: {from: Text, default: Bank entry}
                status: {from: State, values: {erledigt: Success, offen: Pending}}
                amount: Amount
                balance: Balance
            """;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static ForeignForm at(Clock clock) throws IOException {
        Path file = Files.createTempFile("feeds", ".yaml");
        try {
            return new ForeignForm(CanonicalReading.of(Files.writeString(file, MAPPING), "bank", clock));
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String name() {
        return "foreign CSV";
    }

    @Override
    public String fileName() {
        return "bank.csv";
    }

    @Override
    public Charset charset() {
        return ISO_8859_1;
    }

    @Override
    public String good(Random random) {
        StringBuilder text = new StringBuilder("Reference;Account;Booked;Text;State;Amount;Balance\n");
        for (int i = 1; i <= 4; i++) {
            text.append(String.format(Locale.ROOT, "T%d;acme%d;%02d.0%d.2026 0%d:15:%02d;%s;%s;%s%d,%02d;%s%d.%03d,%02d%n".replace("%n", "\n"),
                    random.nextInt(1_000), random.nextInt(3), 1 + random.nextInt(28), 1 + random.nextInt(9), random.nextInt(10), random.nextInt(60),
                    random.nextBoolean() ? "" : "\"Geb\u00fchr \"\"x\"\"; M\u00e4rz\"", random.nextBoolean() ? "erledigt" : "offen",
                    random.nextBoolean() ? "-" : "", random.nextInt(1_000), random.nextInt(100),
                    random.nextBoolean() ? "-" : "", 1 + random.nextInt(9), random.nextInt(1_000), random.nextInt(100)));
        }
        return text.toString();
    }

    @Override
    public List<String> secondReading(String text) {
        List<List<String>> records = SecondReading.split(text, ';');
        List<String> header = records.get(0);
        List<String> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            BigDecimal amount = amount(record.get(header.indexOf("Amount")));
            String service = record.get(header.indexOf("Text"));
            String balance = record.get(header.indexOf("Balance"));
            Map<String, String> values = new HashMap<>(Map.of(
                    "transaction_id", record.get(header.indexOf("Reference")),
                    "account_id", record.get(header.indexOf("Account")),
                    "occurred_at", instant(record.get(header.indexOf("Booked"))),
                    "service", service.isEmpty() ? "Bank entry" : service,
                    "status", Map.of("erledigt", "Success", "offen", "Pending").get(record.get(header.indexOf("State"))),
                    "type", amount.signum() < 0 ? "Consume" : "Add",
                    "amount", amount.abs().toPlainString()));
            values.put("balance", balance.isEmpty() ? "" : amount(balance).toPlainString());
            rows.add(SecondReading.row(values));
        }
        return rows;
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text.replace(".", "").replace(',', '.'));
    }

    /** Cut by position, so that nothing is parsed that could be lenient; a time that exists twice has no answer. */
    private static String instant(String text) {
        LocalDateTime local = LocalDateTime.of(number(text, 6, 10), number(text, 3, 5), number(text, 0, 2), number(text, 11, 13), number(text, 14, 16),
                number(text, 17, 19));
        List<ZoneOffset> offsets = ZONE.getRules().getValidOffsets(local);
        if (text.length() != 19 || offsets.size() != 1) {
            throw new IllegalStateException("no single instant: " + text);
        }
        return local.toInstant(offsets.get(0)).toString();
    }

    private static int number(String text, int from, int to) {
        String digits = text.substring(from, to);
        if (!digits.matches("[0-9]+")) {
            throw new IllegalStateException("no digits: " + text);
        }
        return Integer.parseInt(digits);
    }
}
