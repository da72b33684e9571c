package reckoner.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other, each with its physical line; the first names the columns where the mapping says so. */
interface Lines extends AutoCloseable {

    /** The next record, valid until the next call; null at the end. Fails as {@link Unreadable}. */
    @Nullable Line next();

    /** Does the file end with the record that was returned last, before a line end or inside a quote? */
    boolean isCut();

    /** After the last record: is a quote still open? */
    boolean isInsideQuotes();

    /** After the last record: the last line of the file. */
    long lastLine();

    @Override
    void close() throws IOException;

    /**
     * JSON Lines where the text begins with a brace, else separated columns.
     *
     * @param fileName as delivered; one that says CSV holds no JSON
     */
    static Lines of(InputStream content, Mapping mapping, String fileName) throws IOException {
        InputStream in = new BufferedInputStream(content, 1 << 16);
        char first;
        try {
            first = firstCharacter(in);
        } catch (IOException e) {
            throw new Unreadable(1, String.valueOf(e.getMessage()), "Ask for the file again");
        }
        if (first != '{' && first != '[' || !mapping.header()) {
            return new SeparatedLines(in, mapping.charset(), mapping.separator(), mapping.quote());
        }
        if (fileName.toLowerCase(Locale.ROOT).contains(".csv")) {
            throw new Unreadable(1, "is JSON although its name says CSV", "Name it .jsonl, or deliver separated columns");
        }
        if (first == '[') {
            throw new Unreadable(1, "is a JSON array", "Deliver JSON Lines: one object a line and nothing around them");
        }
        return new JsonLines(in, mapping);
    }

    private static char firstCharacter(InputStream in) throws IOException {
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        boolean marked = start.length == 4 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        return start.length == 0 ? ' ' : (char) start[marked ? 3 : 0];
    }
}
