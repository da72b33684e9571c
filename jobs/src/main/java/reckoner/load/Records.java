package reckoner.load;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;

/** What the tokenizer fills: two lines in turn, so that one can be looked at while the next is read. */
final class Records extends CsvCallbackHandler<Line> {

    private static final char[] NOTHING = new char[0];

    private Line filling;
    private Line other;

    Records(char quote) {
        filling = new Line(quote);
        other = new Line(quote);
    }

    /** The physical line of the record that was begun last. */
    long line() {
        return filling.line();
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        filling.begin(startingLineNumber);
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        filling.add(buffer, offset, length, quoted);
    }

    @Override
    protected void setEmpty() {
        filling.add(NOTHING, 0, 0, false);
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("comments are data here");
    }

    @Override
    protected Line buildRecord() {
        Line filled = filling;
        filling = other;
        other = filled;
        return filled;
    }

    @Override
    protected RecordType getRecordType() {
        return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return filling.fields();
    }
}
