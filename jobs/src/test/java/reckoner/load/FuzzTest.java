package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Mutations of a valid file: refused with the line that was touched, or read exactly as a second reader reads it. */
class FuzzTest {

    private static final long SEED = 20_261_123L;
    private static final int MUTATIONS = 20_000;
    private static final String ALPHABET = "0123456789.,;-+:\"'\n\r\t \\#TZe\u0000\u00e9\u202e\ufeff=@_";
    private static final String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance,sequence";

    private record Read(List<String> rows, List<Rejection> faults) {}

    @Test
    void mutations_are_refused_with_their_line_or_read_exactly() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String good = file(random);
            int at = random.nextInt(good.length());
            String bad = mutated(good, at, random);
            String what = "seed " + SEED + ", mutation " + i + ":\n" + bad;
            long touched = good.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
            Read read = read(bad);
            assertThat(read.faults()).as(what).allMatch(fault -> fault.line() >= touched && fault.line() <= touched + 1);
            refused += read.faults().isEmpty() ? 0 : 1;
            if (read.faults().isEmpty()) {
                assertThat(read.rows()).as(what).containsExactlyElementsOf(secondReading(bad));
                String canonical = HEADER + "\n" + String.join("\n", read.rows()) + "\n";
                assertThat(read(canonical).rows()).as(what).isEqualTo(read.rows());
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS * 9 / 10);
    }

    private static String file(Random random) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 1; i <= 4; i++) {
            text.append("T%d,acme%d,%s,2026-03-%02dT0%d:15:00%s,%s,%s,Success,%s,%d.%02d,%d.%06d,%s\n".formatted(
                    random.nextInt(1_000), random.nextInt(3), random.nextBoolean() ? "" : "E1", 1 + random.nextInt(28), random.nextInt(10),
                    random.nextBoolean() ? "Z" : ".123+05:45", random.nextBoolean() ? "AI Draw Me" : "\"AI \"\"x\"\", Düğün\"",
                    random.nextBoolean() ? "Add" : "Consume", random.nextBoolean() ? "" : "2", random.nextInt(100), random.nextInt(100),
                    random.nextInt(1_000), random.nextInt(1_000_000), random.nextBoolean() ? "" : String.valueOf(random.nextInt(50))));
        }
        return text.toString();
    }

    private static String mutated(String text, int at, Random random) {
        String c = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + c + text.substring(at);
            case 2 -> text.substring(0, at) + c + text.substring(at + 1);
            default -> text.substring(0, at) + text.charAt(at) + text.substring(at);
        };
    }

    private static Read read(String text) throws IOException {
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        Reading reading = Reading.of(Mapping.of(Feed.LEDGER), "ledger.csv", LoadFixture.CLOCK, null);
        try (FeedReader reader = new FeedReader(reading, new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            reader.readAll(new FeedReader.Taker() {
                @Override
                public void row(Row row) {
                    read.rows().add(canonical(row));
                }

                @Override
                public void rejected(List<Rejection> faults) {
                    read.faults().addAll(faults);
                }
            });
        } catch (Unreadable e) {
            read.faults().add(e.rejection());
        }
        return read;
    }

    private static String canonical(Row row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < Feed.LEDGER.columns().size(); i++) {
            Column column = Feed.LEDGER.columns().get(i);
            long number = row.number(i);
            fields.add(row.isEmpty(i) ? "" : switch (column.kind().storage()) {
                case TEXT -> quoted(row.text(i).toString());
                case MICROS -> Money.text(number);
                case WHOLE -> String.valueOf(number);
                case CODE -> column.name().equals("type") ? EntryType.ofCode((int) number).title() : EntryStatus.ofCode((int) number).title();
                case INSTANT -> Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString();
            });
        }
        return String.join(",", fields);
    }

    /** With nothing of the reader under test: its own splitting, BigDecimal and OffsetDateTime. */
    private static List<String> secondReading(String text) {
        List<List<String>> records = split(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<String> header = records.get(0);
        List<String> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            List<String> fields = new ArrayList<>();
            for (String name : HEADER.split(",")) {
                int place = header.indexOf(name);
                String value = place < 0 ? "" : record.get(place);
                fields.add(value.isEmpty() ? "" : switch (name) {
                    case "quantity", "amount", "balance" -> money(new BigDecimal(value));
                    case "occurred_at" -> OffsetDateTime.parse(value).toInstant().toString();
                    case "transaction_id", "account_id", "event_id", "service" -> quoted(value);
                    default -> value;
                });
            }
            rows.add(String.join(",", fields));
        }
        return rows;
    }

    private static String money(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale())).toPlainString();
    }

    private static List<List<String>> split(String text) {
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
            } else if (c == ',' && !quoted || c == '\n' && !quoted) {
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

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
