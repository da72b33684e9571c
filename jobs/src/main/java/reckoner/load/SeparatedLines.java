package reckoner.load;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of a separated file. */
final class SeparatedLines implements Lines {

    private static final int BUFFER = 4 * StrictText.LONGEST_LINE;
    private static final Pattern RECORD_NOTE = Pattern.compile("\\s*\\(record starting at line \\d+\\)");

    private final StrictText text;
    private final CsvReader<Line> reader;
    private final Records records;
    private final Iterator<Line> iterator;
    private @Nullable Line ahead;
    private @Nullable Unreadable trouble;

    /** @param quote 0 where the file knows no quotes */
    SeparatedLines(InputStream in, Charset charset, char separator, char quote) {
        text = new StrictText(in, charset, separator, quote);
        records = new Records(quote);
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .maxBufferSize(BUFFER)
                .build(records, text);
        iterator = reader.iterator();
        lookAhead();
    }

    @Override
    public @Nullable Line next() {
        if (trouble != null) {
            throw trouble;
        }
        Line next = ahead;
        if (next != null) {
            lookAhead();
        }
        return next;
    }

    @Override
    public boolean isCut() {
        return ahead == null && trouble == null && (text.isCut() || text.isInsideQuotes());
    }

    private void lookAhead() {
        try {
            ahead = iterator.hasNext() ? iterator.next() : null;
        } catch (RuntimeException e) {
            ahead = null;
            trouble = unreadable(e);
        }
    }

    private Unreadable unreadable(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unreadable known) {
                return known;
            }
            if (cause instanceof IOException broken) {
                return new Unreadable(text.line(), String.valueOf(broken.getMessage()), "Ask for the file again");
            }
        }
        if (e instanceof CsvParseException) {
            String message = RECORD_NOTE.matcher(String.valueOf(e.getMessage())).replaceAll("");
            return new Unreadable(records.line(), message, "Correct the quotes of this line");
        }
        throw e;
    }

    @Override
    public boolean isInsideQuotes() {
        return text.isInsideQuotes();
    }

    @Override
    public long lastLine() {
        return text.line();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
