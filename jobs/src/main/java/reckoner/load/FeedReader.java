package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file of a mapping line by line into typed rows. A line is a row or rejected; only a broken file ends it. */
final class FeedReader implements AutoCloseable {

    /** What becomes of the lines. */
    interface Taker {
        /** @param row valid during the call only */
        void row(Row row) throws IOException;

        /** @param faults all of one line */
        void rejected(List<Rejection> faults);
    }

    private final Reading reading;
    private final Mapping mapping;
    private final Lines lines;
    private final int amount;
    private Currencies currencies = new Currencies();
    private long skipped;
    private long sumMicros;
    private long signedSumMicros;

    FeedReader(Reading reading, InputStream in) throws IOException {
        this.reading = reading;
        this.mapping = reading.mapping();
        this.lines = Lines.of(in, mapping, reading.fileName());
        this.amount = mapping.feed().amount();
    }

    /** Hand every line to the taker; returns how many lines with data there were. Fails as {@link Unreadable}. */
    long readAll(Taker taker) throws IOException {
        return read(Long.MAX_VALUE, taker);
    }

    /** The same of the first {@code most} lines with data; what only the end of a file shows is then not looked for. */
    long read(long most, Taker taker) throws IOException {
        Line line = lines.next();
        for (int i = 0; i < mapping.skipLines() && line != null && lines instanceof SeparatedLines; i++) {
            line = lines.next();
        }
        if (line == null) {
            throw new Unreadable(1, "is an empty file", "Ask the sender for the file again");
        }
        Layout layout = Layout.of(mapping, line);
        LineReader reader = new LineReader(mapping, layout, reading.latest());
        currencies = reader.currencies();
        long count = 0;
        if (mapping.header()) {
            line = lines.next();
        }
        while (line != null && count < most && !isTrailer(line)) {
            if (mapping.filter().takes(line, layout)) {
                take(line, reader, taker);
                count++;
            } else {
                skipped++;
            }
            line = lines.next();
        }
        if (count < most) {
            end(line, count);
        }
        return count;
    }

    private boolean isTrailer(Line line) {
        return mapping.trailer() != null && mapping.trailer().is(line);
    }

    private void end(@Nullable Line trailer, long count) {
        if (mapping.trailer() != null && trailer == null) {
            throw new Unreadable(lines.lastLine(), "is the end of the file, but there is no trailer", "Ask the sender for the whole file");
        }
        if (mapping.trailer() != null && trailer != null) {
            mapping.trailer().prove(trailer, count + skipped, mapping.signed() ? signedSumMicros : sumMicros);
            Line behind = lines.next();
            if (behind != null) {
                throw new Unreadable(behind.line(), "stands behind the trailer", "Ask the sender for the file again");
            }
        }
        if (count + skipped == 0 && !reading.mayBeEmpty()) {
            throw new Unreadable(1, "has a header and no line after it", "Ask the sender whether there was nothing to report");
        }
    }

    private void take(Line line, LineReader reader, Taker taker) throws IOException {
        if (line.line() > Integer.MAX_VALUE) {
            throw new Unreadable(line.line(), "is beyond the longest file", "Split the file");
        }
        List<Rejection> faults = reader.read(line);
        if (lines.isCut()) {
            faults = ofLastLine(line, faults);
        }
        if (!faults.isEmpty()) {
            taker.rejected(faults);
            return;
        }
        add(reader, line);
        taker.row(reader.row());
    }

    private void add(LineReader reader, Line line) {
        if (amount < 0) {
            return;
        }
        try {
            sumMicros = Math.addExact(sumMicros, reader.row().number(amount));
            signedSumMicros = Math.addExact(signedSumMicros, reader.signedMicros());
        } catch (ArithmeticException e) {
            throw new Unreadable(line.line(), "brings the sum of the amounts beyond 9,223,372,036,854.775807", "Check the unit of the amounts");
        }
    }

    /** A last line without a line end may be cut: it is taken where the sender's totals will show that it is not. */
    private List<Rejection> ofLastLine(Line line, List<Rejection> faults) {
        boolean open = lines.isInsideQuotes();
        if (open && lines.lastLine() > line.line()) {
            throw new Unreadable(line.line(), "opens a quote that is never closed", "Close the quote on this line");
        }
        if (faults.isEmpty() && !open && reading.provesItsEnd()) {
            return faults;
        }
        Rejection first = faults.isEmpty() ? null : faults.get(0);
        String reason = first != null ? first.reason() : open ? "a quote is never closed" : "";
        return List.of(new Rejection(line.line(), first == null ? "" : first.column(), first == null ? "" : first.value(),
                reason.isEmpty() ? "the file ends without a line end, so this line may be cut off"
                        : "the line is cut off at the end of the file (" + reason + ")",
                reason.isEmpty() ? "Ask the sender for the whole file; if it is whole, end the line, or deliver a manifest beside the file"
                        : "Ask the sender for the whole file"));
    }

    /** Lines that the mapping leaves out. */
    long skipped() {
        return skipped;
    }

    Currencies currencies() {
        return currencies;
    }

    /** Over the rows, micro-credits. */
    long sumMicros() {
        return sumMicros;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
