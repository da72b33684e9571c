package reckoner.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryType;

/** Turns the fields of one line into a typed row, or lists everything that is wrong with it. */
final class LineReader {

    private static final long MICROS = 1_000_000;
    /** What has happened; the rest may well be planned. */
    private static final Set<String> PAST = Set.of("occurred_at", "paid_at");

    private final Mapping mapping;
    private final Feed feed;
    private final List<Source> sources;
    private final Layout layout;
    private final Row row;
    private final long earliest;
    private final long latest;
    private final int amount;
    private final int type;
    private final int account;
    private final Currencies currencies = new Currencies();
    private final Cell currency = new Cell();
    private long signedMicros;

    LineReader(Mapping mapping, Layout layout, Instant latest) {
        this.mapping = mapping;
        this.feed = mapping.feed();
        this.sources = mapping.sources();
        this.layout = layout;
        this.row = new Row(feed);
        this.earliest = mapping.datesFrom().getEpochSecond() * MICROS;
        this.latest = latest.getEpochSecond() * MICROS;
        this.amount = feed.indexOf("amount");
        this.type = feed.indexOf("type");
        this.account = feed.indexOf("account_id");
    }

    /** The row of the line that was read last, if it had no faults. */
    Row row() {
        return row;
    }

    /** The amount with the sign that the file gives it. */
    long signedMicros() {
        return signedMicros;
    }

    /** Of the accounts that good lines have named so far. */
    Currencies currencies() {
        return currencies;
    }

    /** Everything that is wrong with the line; nothing: the row is good. */
    List<Rejection> read(Line line) {
        row.begin(line.line());
        if (!line.faults().isEmpty()) {
            return List.copyOf(line.faults());
        }
        if (line.fields() != layout.width()) {
            return List.of(wrongWidth(line));
        }
        if (line.strayQuote() >= 0) {
            int at = line.strayQuote();
            return List.of(Rejection.of(line.line(), layout.names().get(at), line.field(at),
                    new Fault("has a quote inside unquoted text", "Put the whole field in quotes and double the quote")));
        }
        List<Rejection> faults = new ArrayList<>();
        int shift = mapping.shift() == null ? 0 : mapping.shift().of(line, layout);
        for (boolean withTime : new boolean[] {false, true}) {
            for (int i = 0; i < sources.size(); i++) {
                if (sources.get(i).readsTime() == withTime && (!withTime || faults.isEmpty())) {
                    row.cell(i).shift = shift;
                    readCell(line, i, faults);
                }
            }
        }
        if (faults.isEmpty()) {
            together(line, faults);
        }
        return faults;
    }

    /** What only the values of a line together show. */
    private void together(Line line, List<Rejection> faults) {
        Fault sign = amount < 0 ? null : takeSign();
        if (sign != null) {
            faults.add(Rejection.of(line.line(), layout.nameOf(sources.get(amount), amount), text(line, amount), sign));
            return;
        }
        Feed.Misfit misfit = feed.misfit(row, mapping.blankBalances());
        if (misfit != null) {
            faults.add(Rejection.of(line.line(), layout.nameOf(sources.get(misfit.column()), misfit.column()),
                    text(line, misfit.column()), misfit.fault()));
        }
        if (faults.isEmpty() && mapping.currency() != null) {
            takeCurrency(mapping.currency(), line, faults);
        }
    }

    private void takeCurrency(Source source, Line line, List<Rejection> faults) {
        CharSequence written = source.from() == null ? "" : line.field(layout.place(source.from()));
        Fault fault = value(source, written, line, currency);
        if (fault == null) {
            fault = currencies.add(row.text(account), currency.text, line.line());
        }
        if (fault != null) {
            faults.add(Rejection.of(line.line(), source.from() == null ? source.column().name() : source.from(), written, fault));
        }
    }

    private void readCell(Line line, int column, List<Rejection> faults) {
        Source source = sources.get(column);
        Cell cell = row.cell(column);
        int debit = layout.debit()[column];
        CharSequence text = text(line, column);
        boolean isDebit = debit >= 0 && line.field(debit).length() > 0;
        if (isDebit && text.length() > 0) {
            faults.add(Rejection.of(line.line(), layout.names().get(debit), line.field(debit),
                    new Fault("stands beside an amount in '" + layout.nameOf(source, column) + "'", "One of the two is empty")));
            return;
        }
        if (isDebit) {
            text = line.field(debit);
        }
        Fault fault = value(source, text, line, cell);
        if (fault != null) {
            faults.add(Rejection.of(line.line(), isDebit ? layout.names().get(debit) : layout.nameOf(source, column), text, fault));
            return;
        }
        cell.number = isDebit ? -cell.number : cell.number;
        fault = takeOff(line, layout.less()[column], source, cell);
        if (fault != null) {
            faults.add(Rejection.of(line.line(), String.valueOf(source.less()), line.field(layout.less()[column]), fault));
        }
    }

    private @Nullable Fault value(Source source, CharSequence written, Line line, Cell cell) {
        CharSequence text = written;
        if (!source.values().isEmpty() && source.from() != null && (text.length() > 0 || source.values().containsKey(""))) {
            String ours = source.values().get(text.toString());
            if (ours == null) {
                ours = source.values().get("*");
            }
            if (ours == null) {
                return new Fault("is a word that the mapping does not know",
                        "Add it to the values of '" + source.column().name() + "' in config/feeds.yaml");
            }
            text = ours;
        }
        if (text.length() == 0 && source.otherwise() != null) {
            text = source.otherwise().text(line, layout, row);
        }
        if (text.length() == 0) {
            cell.empty = true;
            return source.column().optional() ? null : new Fault("is empty", "Every line needs a value here");
        }
        Fault fault = source.kind().read(text, cell);
        return fault == null && source.kind().storage() == Kind.Storage.INSTANT ? inTime(source, cell.number) : fault;
    }

    private @Nullable Fault inTime(Source source, long micros) {
        if (micros < earliest) {
            return new Fault("is before " + mapping.datesFrom().toString().substring(0, 10),
                    "Correct the date, or write a mapping with dates_from in config/feeds.yaml");
        }
        return micros > latest && PAST.contains(source.column().name())
                ? new Fault("is in the future", "Correct the date at the source; nothing is taken more than a day ahead") : null;
    }

    private static @Nullable Fault takeOff(Line line, int less, Source source, Cell cell) {
        if (less < 0 || line.field(less).length() == 0) {
            return null;
        }
        Cell fee = new Cell();
        fee.shift = cell.shift;
        Fault fault = source.kind().read(line.field(less), fee);
        cell.number -= fee.number;
        return fault;
    }

    private CharSequence text(Line line, int column) {
        int place = layout.credit()[column];
        return place < 0 ? "" : line.field(place);
    }

    /** A signed amount says which way it goes; where the file has no type that makes the type, else they must agree. */
    private @Nullable Fault takeSign() {
        Cell value = row.cell(amount);
        signedMicros = value.number;
        if (!mapping.signed()) {
            return null;
        }
        if (type < 0) {
            value.number = Math.abs(value.number);
            return null;
        }
        if (sources.get(type).isNowhere()) {
            row.cell(type).set(value.number < 0 ? EntryType.CONSUME.code() : EntryType.ADD.code());
        }
        EntryType is = EntryType.ofCode((int) row.number(type));
        if (is == EntryType.ADJUSTMENT) {
            return null;
        }
        value.number = Math.abs(value.number);
        return signedMicros != 0 && is.effect(1) < 0 != signedMicros < 0
                ? new Fault("has the sign of the other direction than " + is.title(), "Check the values of 'type' in config/feeds.yaml") : null;
    }

    private Rejection wrongWidth(Line line) {
        if (line.fields() == 1 && line.field(0).length() == 0) {
            return Rejection.of(line.line(), "", "", new Fault("the line is blank", "Take it out"));
        }
        return Rejection.of(line.line(), "", "", new Fault(
                "the line has %d columns, %d expected".formatted(line.fields(), layout.width()),
                "Check separators and quotes of this line"));
    }
}
