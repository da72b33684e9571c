package reckoner.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;

/** Reads the bytes of a file as a load would, and writes every row as CSV of the native feed, each value in its one form. */
public final class CanonicalReading {

    private final Mapping mapping;
    private final Clock clock;

    private CanonicalReading(Mapping mapping, Clock clock) {
        this.mapping = mapping;
        this.clock = clock;
    }

    /** Of files of a native feed. */
    public static CanonicalReading of(Feed feed, Clock clock) {
        return new CanonicalReading(Mapping.of(feed), clock);
    }

    /** Of files that a mapping in a file like {@code feeds.yaml} describes. */
    public static CanonicalReading of(Path feedsFile, String mapping, Clock clock) {
        return new CanonicalReading(new Mappings(feedsFile).named(mapping), clock);
    }

    /**
     * What a file holds.
     *
     * @param rows in native CSV without header, texts in quotes, times in UTC
     * @param faults of all lines; where there is one, a load would refuse the file
     */
    public record Content(List<String> rows, List<Rejection> faults) {}

    /** @param fileName as if delivered under this name */
    public Content read(byte[] file, String fileName) {
        Content content = new Content(new ArrayList<>(), new ArrayList<>());
        try (FeedReader reader = new FeedReader(Reading.of(mapping, fileName, clock, null), Container.open(new ByteArrayInputStream(file)))) {
            reader.readAll(new FeedReader.Taker() {
                @Override
                public void row(Row row) {
                    content.rows().add(written(row));
                }

                @Override
                public void rejected(List<Rejection> faults) {
                    content.faults().addAll(faults);
                }
            });
        } catch (Unreadable e) {
            content.faults().add(e.rejection());
        } catch (IOException e) {
            throw new UncheckedIOException("from memory", e);
        }
        return content;
    }

    private String written(Row row) {
        StringJoiner line = new StringJoiner(",");
        for (int i = 0; i < mapping.feed().columns().size(); i++) {
            line.add(row.isEmpty(i) ? "" : written(mapping.feed().columns().get(i).kind(), row.cell(i)));
        }
        return line.toString();
    }

    private static String written(Kind kind, Cell cell) {
        return switch (kind.storage()) {
            case TEXT -> '"' + cell.text.toString().replace("\"", "\"\"") + '"';
            case MICROS -> Money.text(cell.number);
            case WHOLE -> String.valueOf(cell.number);
            case CODE -> kind == Kinds.TYPE ? EntryType.ofCode((int) cell.number).title() : EntryStatus.ofCode((int) cell.number).title();
            case INSTANT -> Instant.EPOCH.plus(cell.number, ChronoUnit.MICROS).toString();
        };
    }
}
