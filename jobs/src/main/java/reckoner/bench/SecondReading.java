package reckoner.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plain tools of the second readers: their own splitting, {@code BigDecimal} and {@code OffsetDateTime}. */
final class SecondReading {

    private SecondReading() {}

    /** A row in canonical form of native values; what is missing is empty. */
    static String row(Map<String, String> values) {
        List<String> fields = new ArrayList<>();
        for (String name : FuzzForm.HEADER.split(",")) {
            String value = values.getOrDefault(name, "");
            fields.add(value.isEmpty() ? "" : switch (name) {
                case "quantity", "amount", "balance" -> money(new BigDecimal(value));
                case "occurred_at" -> instant(value).toString();
                case "transaction_id", "account_id", "event_id", "service" -> quoted(value);
                default -> value;
            });
        }
        return String.join(",", fields);
    }

    private static Instant instant(String value) {
        return OffsetDateTime.parse(value).toInstant();
    }

    private static String money(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale())).toPlainString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The records of a separated file, each ended by a line feed; a byte-order mark is left out. */
    static List<List<String>> split(String file, char separator) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if ((c == separator || c == '\n') && !quoted) {
                record.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(record);
                    record = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return records;
    }
}
