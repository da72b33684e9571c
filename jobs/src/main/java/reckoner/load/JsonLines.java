package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON Lines, one object a line with the names of the columns; strings, and numbers as the digits that stand there. */
final class JsonLines implements Lines {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char[] NOTHING = new char[0];

    private final StrictText text;
    private final boolean ignoreOthers;
    private final List<String> names;
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> amounts = new HashSet<>();
    private final Line line = new Line((char) 0);
    private final char[] chunk = new char[StrictText.LONGEST_LINE];
    private char[] record = new char[StrictText.LONGEST_LINE];
    private int used;
    private int chunkAt;
    private int chunkEnd;
    private long lineNumber;
    private boolean namesGiven;
    private boolean afterReturn;
    private boolean cut;

    JsonLines(InputStream in, Mapping mapping) {
        text = new StrictText(in, mapping.charset(), (char) 0, (char) 0);
        names = List.copyOf(mapping.names());
        ignoreOthers = mapping.ignoreOthers();
        for (Source source : mapping.sources()) {
            Kind.Storage storage = source.column().kind().storage();
            for (String name : source.numberColumns()) {
                if (storage == Kind.Storage.MICROS || storage == Kind.Storage.WHOLE) {
                    numbers.add(name);
                }
                if (storage == Kind.Storage.MICROS) {
                    amounts.add(name);
                }
            }
        }
    }

    @Override
    public @Nullable Line next() {
        if (!namesGiven) {
            namesGiven = true;
            line.begin(1);
            names.forEach(name -> line.add(name.toCharArray(), 0, name.length(), true));
            return line;
        }
        try {
            if (!readRecord()) {
                return null;
            }
        } catch (IOException e) {
            throw new Unreadable(text.line(), String.valueOf(e.getMessage()), "Ask for the file again");
        }
        line.begin(++lineNumber);
        String[] values = new String[names.size()];
        readObject(values);
        for (String value : values) {
            char[] field = value == null ? NOTHING : value.toCharArray();
            line.add(field, 0, field.length, true);
        }
        return line;
    }

    /** The characters up to the next line end; false at the end of the file. */
    private boolean readRecord() throws IOException {
        used = 0;
        boolean any = false;
        while (true) {
            if (chunkAt == chunkEnd) {
                chunkEnd = Math.max(text.read(chunk, 0, chunk.length), 0);
                chunkAt = 0;
                if (chunkEnd == 0) {
                    cut = any;
                    return any;
                }
            }
            char c = chunk[chunkAt++];
            if (afterReturn) {
                afterReturn = false;
                if (c == '\n') {
                    continue;
                }
            }
            any = true;
            if (c == '\n' || c == '\r') {
                afterReturn = c == '\r';
                return true;
            }
            if (used == record.length) {
                record = Arrays.copyOf(record, used * 2);
            }
            record[used++] = c;
        }
    }

    private void readObject(@Nullable String[] values) {
        if (used == 0) {
            line.fault("", "", new Fault("the line is blank", "Take it out"));
            return;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), record, 0, used)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                line.fault("", new String(record, 0, used), new Fault("the line is no JSON object", "Write one object a line"));
                return;
            }
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readValue(parser, parser.currentName(), seen, values);
            }
            if (parser.nextToken() != null) {
                line.fault("", "", new Fault("there is something behind the object", "Write one object a line"));
            }
        } catch (JacksonException e) {
            line.fault("", "", new Fault("the line is no whole JSON object (%s)".formatted(Rejection.shown(e.getOriginalMessage())),
                    "Write one object a line"));
        }
    }

    private void readValue(JsonParser parser, String name, Set<String> seen, @Nullable String[] values) {
        if (!seen.add(name)) {
            line.fault(name, "", new Fault("stands twice in the object", "Take one of the two out"));
        }
        int place = names.indexOf(name);
        if (place < 0 && !ignoreOthers) {
            line.fault(name, "", new Fault("is no column here", "Take it out, or list it under 'ignore' of a mapping in config/feeds.yaml"));
        }
        JsonToken token = parser.nextToken();
        String value = token == JsonToken.VALUE_NULL ? null : parser.getString();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            line.fault(name, String.valueOf(value), new Fault("is no single value", "Write a string"));
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            line.fault(name, String.valueOf(value), new Fault("is no string", "Write a string"));
        } else if (token != null && token.isNumeric() && place >= 0 && !numbers.contains(name)) {
            line.fault(name, String.valueOf(value), new Fault("is a number where text is expected", "Write it in quotes"));
        } else if (place >= 0) {
            values[place] = token != null && token.isNumeric() && amounts.contains(name) ? asAmount(String.valueOf(value)) : value;
        }
    }

    /** JSON drops zeros at the end: 5 and 5.0 are 5.00. */
    private static String asAmount(String number) {
        int point = number.indexOf('.');
        if (!number.matches("-?[0-9]+(\\.[0-9])?")) {
            return number;
        }
        return point < 0 ? number + ".00" : number + "0";
    }

    @Override
    public boolean isCut() {
        return cut && !line.faults().isEmpty();
    }

    @Override
    public boolean isInsideQuotes() {
        return false;
    }

    @Override
    public long lastLine() {
        return lineNumber;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
