package reckoner.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads feed files as a stranger would: by their header alone, and sharing no code with their maker. */
final class Feeds {
    private final Path folder;
    private final Map<String, List<Line>> known = new HashMap<>();

    Feeds(Path folder) {
        this.folder = folder;
    }

    /** One line: column name to text, empty where nothing stands. */
    static final class Line {
        private final Map<String, String> cells;
        /** Read once: an entry's time is compared many times. */
        private final Map<String, Instant> times = new HashMap<>();

        Line(Map<String, String> cells) {
            this.cells = cells;
        }

        String text(String column) {
            String text = cells.get(column);
            if (text == null) {
                throw new IllegalStateException("no column " + column + " in " + cells);
            }
            return text;
        }

        boolean has(String column) {
            return !text(column).isEmpty();
        }

        BigDecimal number(String column) {
            return new BigDecimal(text(column));
        }

        Instant time(String column) {
            return times.computeIfAbsent(column, name -> OffsetDateTime.parse(text(name)).toInstant());
        }
    }

    /** All lines of all files whose names begin so, in the order of the names; read once. */
    List<Line> lines(String prefix) {
        return known.computeIfAbsent(prefix, this::read);
    }

    private List<Line> read(String prefix) {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix) && !path.toString().endsWith(".json")).sorted().toList()) {
                lines.addAll(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(lines);
    }

    private static List<Line> read(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            List<String> header = split(reader.readLine());
            return reader.lines().map(Feeds::split).map(cells -> line(file, header, cells)).toList();
        }
    }

    private static Line line(Path file, List<String> header, List<String> cells) {
        if (header.size() != cells.size()) {
            throw new IllegalStateException(file + ": " + cells);
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            named.put(header.get(i), cells.get(i));
        }
        return new Line(named);
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
