package reckoner.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import reckoner.load.CanonicalReading;
import reckoner.load.Feed;

/** Native JSON Lines: amounts as numbers and as strings, keys in two orders, nulls and keys that are not there. */
record JsonForm(CanonicalReading reader) implements FuzzForm {

    static JsonForm at(Clock clock) {
        return new JsonForm(CanonicalReading.of(Feed.LEDGER, clock));
    }

    @Override
    public String name() {
        return "JSON Lines";
    }

    @Override
    public String fileName() {
        return "ledger.jsonl";
    }

    @Override
    public Charset charset() {
        return UTF_8;
    }

    @Override
    public String good(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            List<String> members = new ArrayList<>(List.of(
                    "\"transaction_id\":\"T%d\"".formatted(random.nextInt(1_000)),
                    "\"account_id\":\"acme%d\"".formatted(random.nextInt(3)),
                    "\"occurred_at\": \"2026-03-%02dT0%d:15:00%s\"".formatted(1 + random.nextInt(28), random.nextInt(10), random.nextBoolean() ? "Z" : ".5-03:30"),
                    random.nextBoolean() ? "\"service\":\"AI Draw Me\"" : "\"service\":\"AI \\\"x\\\" D\\u00fcğ\\/n\"",
                    "\"type\":\"" + (random.nextBoolean() ? "Add" : "Consume") + '"',
                    "\"status\":\"Success\"",
                    "\"amount\":" + (random.nextBoolean() ? "\"%d.%02d\"" : "%d.%d").formatted(random.nextInt(100), random.nextInt(100)),
                    "\"balance\": " + (random.nextBoolean() ? "\"%d.%06d\"" : "%d.%06d").formatted(random.nextInt(1_000), random.nextInt(1_000_000))));
            switch (random.nextInt(3)) {
                case 0 -> members.add("\"event_id\":null");
                case 1 -> members.add(0, "\"event_id\":\"E1\"");
                default -> members.add("\"sequence\":" + random.nextInt(50));
            }
            text.append('{').append(String.join(random.nextBoolean() ? "," : " , ", members)).append("}\n");
        }
        return text.toString();
    }

    @Override
    public List<String> secondReading(String text) {
        List<String> rows = new ArrayList<>();
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n")) {
            rows.add(SecondReading.row(new FlatObject(line).read()));
        }
        return rows;
    }
}
