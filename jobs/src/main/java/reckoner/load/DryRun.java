package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import reckoner.Failure;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Reads a file as loading would, counts, and keeps the first rows. */
final class DryRun implements FeedReader.Taker {

    private static final int SHOWN_ROWS = 5;

    private final Feed feed;
    private final int amount;
    private final Tally tally;
    private final List<String> firstRows = new ArrayList<>();
    private long accepted;
    private long amountMicros;

    private DryRun(Feed feed, long allowedRejects) {
        this.feed = feed;
        this.amount = Math.max(feed.indexOf("credits"), feed.indexOf("amount"));
        this.tally = new Tally(allowedRejects);
    }

    static Preview of(Path file, Mapping mapping, long allowedRejects) {
        DryRun run = new DryRun(mapping.feed(), allowedRejects);
        try (InputStream in = Container.open(file);
                FeedReader reader = new FeedReader(mapping, in)) {
            run.tally.readRows(reader.readAll(run));
        } catch (Unreadable e) {
            run.tally.end(e);
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was changed.", e);
        }
        return new Preview(String.valueOf(file.getFileName()), mapping.name(), run.tally.rows(), run.accepted, run.tally.rejected(),
                run.amountMicros, run.tally.isRefused(), run.tally.kept(), run.firstRows);
    }

    @Override
    public void row(Row row) {
        accepted++;
        if (amount >= 0) {
            amountMicros = Math.addExact(amountMicros, row.number(amount));
        }
        if (firstRows.size() < SHOWN_ROWS) {
            firstRows.add(shown(row));
        }
    }

    @Override
    public void rejected(Rejection rejection) {
        tally.add(rejection);
    }

    private String shown(Row row) {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < feed.columns().size(); i++) {
            if (!row.isEmpty(i)) {
                text.add(feed.columns().get(i).name() + "=" + shown(feed.columns().get(i), row.cell(i)));
            }
        }
        return text.toString();
    }

    private static String shown(Column column, Cell cell) {
        return switch (column.kind().storage()) {
            case TEXT -> Rejection.shown(cell.text);
            case MICROS -> Money.text(cell.number);
            case WHOLE -> String.valueOf(cell.number);
            case CODE -> column.kind() == Kinds.TYPE
                    ? EntryType.ofCode((int) cell.number).title()
                    : EntryStatus.ofCode((int) cell.number).title();
            case INSTANT -> Instant.EPOCH.plus(cell.number, ChronoUnit.MICROS).toString();
        };
    }
}
