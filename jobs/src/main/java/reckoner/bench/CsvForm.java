package reckoner.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import reckoner.load.CanonicalReading;
import reckoner.load.Feed;

/** Native CSV. */
record CsvForm(CanonicalReading reader) implements FuzzForm {

    static CsvForm at(Clock clock) {
        return new CsvForm(CanonicalReading.of(Feed.LEDGER, clock));
    }

    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public String fileName() {
        return "ledger.csv";
    }

    @Override
    public Charset charset() {
        return UTF_8;
    }

    @Override
    public String good(Random random) {
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

    @Override
    public List<String> secondReading(String text) {
        List<List<String>> records = SecondReading.split(text, ',');
        List<String> header = records.get(0);
        List<String> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                values.put(header.get(i), record.get(i));
            }
            rows.add(SecondReading.row(values));
        }
        return rows;
    }
}
