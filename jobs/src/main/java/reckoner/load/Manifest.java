package reckoner.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What the sender of a file states about it, in {@code FILE.manifest.json}.
 *
 * @param file its name; null: not stated, as with all that follow
 * @param rows lines with data
 * @param sumMicros of the amounts (of the credits of payments), micro-credits
 * @param sha256 of the bytes, hexadecimal
 * @param closingMicros account and balance after its last entry, micro-credits
 */
record Manifest(
        @Nullable String file, @Nullable Long rows, @Nullable Long sumMicros, @Nullable String sha256, Map<String, Long> closingMicros) {

    static final String ENDING = ".manifest.json";
    private static final String REMEDY = "Write {\"rows\": 2, \"sum\": \"12.50\", \"sha256\": \"…\", \"closing_balances\": {\"acme\": \"7.00\"}}";
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final long LARGEST = 16L << 20;

    /** The manifest that lies beside a file; null where none does. Fails as {@link Unreadable}. */
    static @Nullable Manifest beside(Path file) throws IOException {
        Path manifest = file.resolveSibling(file.getFileName() + ENDING);
        if (!Files.isRegularFile(manifest, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (Files.size(manifest) > LARGEST) {
            throw wrong("larger than 16 MB", "");
        }
        return parse(Files.readAllBytes(manifest));
    }

    static Manifest parse(byte[] text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("no JSON object", "");
            }
            Manifest manifest = new Manifest(null, null, null, null, Map.of());
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                manifest = manifest.with(key, parser);
            }
            if (parser.nextToken() != null) {
                throw wrong("more than one object", "");
            }
            return manifest;
        } catch (JacksonException e) {
            throw wrong("no whole JSON (" + Rejection.shown(e.getOriginalMessage()) + ")", "");
        }
    }

    private Manifest with(String key, JsonParser parser) {
        if (key.equals("closing_balances")) {
            return new Manifest(file, rows, sumMicros, sha256, balances(parser));
        }
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong("no single value for '" + key + "'", "");
        }
        String value = parser.getString();
        return switch (key) {
            case "file" -> new Manifest(value, rows, sumMicros, sha256, closingMicros);
            case "rows" -> new Manifest(file, number(Kinds.COUNT, key, value), sumMicros, sha256, closingMicros);
            case "sum" -> new Manifest(file, rows, number(Kinds.MONEY, key, value), sha256, closingMicros);
            case "sha256" -> new Manifest(file, rows, sumMicros, hash(value), closingMicros);
            default -> throw wrong("a key '" + Rejection.shown(key) + "' that is not known", value);
        };
    }

    private static Map<String, Long> balances(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("no object of accounts for 'closing_balances'", "");
        }
        Map<String, Long> balances = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String account = parser.currentName();
            parser.nextToken();
            balances.put(account, number(Kinds.MONEY, "closing_balances", String.valueOf(parser.getString())));
        }
        return balances;
    }

    private static long number(Kind kind, String key, String text) {
        Cell cell = new Cell();
        Fault fault = text.isEmpty() ? new Fault("is empty", "") : kind.read(text, cell);
        if (fault != null) {
            throw wrong("a wrong '" + key + "': it " + fault.reason(), text);
        }
        return cell.number;
    }

    private static String hash(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw wrong("a 'sha256' that is no hash of 64 hexadecimal digits", text);
        }
        return text;
    }

    private static Unreadable wrong(String what, String value) {
        return new Unreadable(0, "manifest", value, "has " + what, REMEDY);
    }
}
