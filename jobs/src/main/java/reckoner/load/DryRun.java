package reckoner.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
final class DryRun {

    private static final int SHOWN_ROWS = 5;

    private final Feed feed;
    private final List<String> firstRows = new ArrayList<>();
    private long accepted;

    private DryRun(Feed feed) {
        this.feed = feed;
    }

    static Preview of(Path file, Mapping mapping, long allowedRejects, Clock clock) {
        DryRun run = new DryRun(mapping.feed());
        Tally tally = new Tally(allowedRejects);
        try {
            FileReading.read(file, String.valueOf(file.getFileName()), mapping, clock, tally, run::row);
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was changed.", e);
        }
        return new Preview(String.valueOf(file.getFileName()), mapping.name(), tally.rows(), run.accepted, tally.rejected(),
                tally.skipped(), tally.sumMicros(), tally.isRefused(), tally.kept(), run.firstRows);
    }

    private void row(Row row) {
        accepted++;
        if (firstRows.size() < SHOWN_ROWS) {
            firstRows.add(shown(row));
        }
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
