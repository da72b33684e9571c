package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryType;

/** Reads a file of a mapping line by line into typed rows. A line is a row or a rejection; only a broken file ends it. */
final class FeedReader implements AutoCloseable {

    /** What becomes of the lines. */
    interface Taker {
        /** @param row valid during the call only */
        void row(Row row) throws IOException;

        void rejected(Rejection rejection);
    }

    private final Mapping mapping;
    private final Feed feed;
    private final List<Source> sources;
    private final Lines lines;
    private final Row row;
    private final int amount;
    private final int type;

    FeedReader(Mapping mapping, InputStream in) {
        this.mapping = mapping;
        this.feed = mapping.feed();
        this.sources = mapping.sources();
        this.lines = new Lines(in, mapping.charset(), mapping.separator(), mapping.quote());
        this.row = new Row(feed);
        this.amount = feed.indexOf("amount");
        this.type = feed.indexOf("type");
    }

    /** Hand every line to the taker; returns how many lines with data there were. Fails as {@link Unreadable}. */
    long readAll(Taker taker) throws IOException {
        Line line = lines.next();
        if (line == null) {
            throw new Unreadable(1, "is an empty file", "Ask the sender for the file again");
        }
        Layout layout = Layout.of(mapping, line);
        long count = 0;
        if (mapping.header()) {
            line = lines.next();
        }
        while (line != null) {
            take(line, layout, taker);
            count++;
            line = lines.next();
        }
        if (count == 0) {
            throw new Unreadable(1, "has a header and no line after it", "Ask the sender whether there was nothing to report");
        }
        return count;
    }

    private void take(Line line, Layout layout, Taker taker) throws IOException {
        if (line.line() > Integer.MAX_VALUE) {
            throw new Unreadable(line.line(), "is beyond the longest file", "Split the file");
        }
        row.begin(line.line());
        Rejection rejection = read(line, layout);
        if (lines.isCut()) {
            rejection = ofLastLine(line, rejection);
        }
        if (rejection == null) {
            taker.row(row);
        } else {
            taker.rejected(rejection);
        }
    }

    /** A last line without a line end is taken where it is complete; with a fault it was cut. */
    private @Nullable Rejection ofLastLine(Line line, @Nullable Rejection rejection) {
        boolean open = lines.isInsideQuotes();
        if (open && lines.lastLine() > line.line()) {
            throw new Unreadable(line.line(), "opens a quote that is never closed", "Close the quote on this line");
        }
        if (rejection == null && !open) {
            return null;
        }
        String reason = rejection == null ? "a quote is never closed" : rejection.reason();
        return new Rejection(line.line(), rejection == null ? "" : rejection.column(), rejection == null ? "" : rejection.value(),
                "the line is cut off at the end of the file (" + reason + ")", "Ask the sender for the whole file");
    }

    private @Nullable Rejection read(Line line, Layout layout) {
        if (line.fields() != layout.width()) {
            return wrongWidth(line, layout);
        }
        if (line.strayQuote() >= 0) {
            int at = line.strayQuote();
            return Rejection.of(line.line(), layout.names().get(at), line.field(at),
                    new Fault("has a quote inside unquoted text", "Put the whole field in quotes and double the quote"));
        }
        for (int i = 0; i < sources.size(); i++) {
            Rejection rejection = readCell(line, layout, i);
            if (rejection != null) {
                return rejection;
            }
        }
        if (mapping.signed() && amount >= 0) {
            takeSign();
        }
        Feed.Misfit misfit = feed.misfit(row);
        return misfit == null ? null : Rejection.of(line.line(), layout.nameOf(sources.get(misfit.column()), misfit.column()),
                text(line, layout, misfit.column()), misfit.fault());
    }

    private @Nullable Rejection readCell(Line line, Layout layout, int column) {
        Source source = sources.get(column);
        Cell cell = row.cell(column);
        int debit = layout.debit()[column];
        CharSequence text = text(line, layout, column);
        boolean isDebit = debit >= 0 && line.field(debit).length() > 0;
        if (isDebit && text.length() > 0) {
            return Rejection.of(line.line(), layout.names().get(debit), line.field(debit),
                    new Fault("stands beside an amount in '" + layout.nameOf(source, column) + "'", "One of the two is empty"));
        }
        if (isDebit) {
            text = line.field(debit);
        }
        Fault fault = value(source, text, cell);
        if (fault == null) {
            cell.number = isDebit ? -cell.number : cell.number;
            return null;
        }
        return Rejection.of(line.line(), isDebit ? layout.names().get(debit) : layout.nameOf(source, column), text, fault);
    }

    private static @Nullable Fault value(Source source, CharSequence written, Cell cell) {
        CharSequence text = written;
        if (!source.values().isEmpty() && source.constant() == null && (text.length() > 0 || source.values().containsKey(""))) {
            String ours = source.values().get(text.toString());
            if (ours == null) {
                return new Fault("is a word that the mapping does not know", "Add it to the values of '" + source.column().name() + "' in config/feeds.yaml");
            }
            text = ours;
        }
        if (text.length() == 0 && source.whenBlank() != null) {
            text = source.whenBlank();
        }
        if (text.length() == 0) {
            cell.empty = true;
            return source.column().optional() ? null : new Fault("is empty", "Every line needs a value here");
        }
        return source.kind().read(text, cell);
    }

    private CharSequence text(Line line, Layout layout, int column) {
        String constant = sources.get(column).constant();
        int place = layout.credit()[column];
        return constant != null ? constant : place < 0 ? "" : line.field(place);
    }

    /** A signed amount says which way it goes; where the file has no type, that makes the type. */
    private void takeSign() {
        Cell value = row.cell(amount);
        if (type >= 0 && sources.get(type).isNowhere()) {
            row.cell(type).set(value.number < 0 ? EntryType.CONSUME.code() : EntryType.ADD.code());
        }
        value.number = Math.abs(value.number);
    }

    private static Rejection wrongWidth(Line line, Layout layout) {
        if (line.fields() == 1 && line.field(0).length() == 0) {
            return Rejection.of(line.line(), "", "", new Fault("the line is blank", "Take it out"));
        }
        return Rejection.of(line.line(), "", "", new Fault(
                "the line has %d columns, %d expected".formatted(line.fields(), layout.width()),
                "Check separators and quotes of this line"));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
