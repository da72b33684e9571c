package reckoner.load;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import reckoner.Failure;

/**
 * A file with other names in some of its cells, packed as it was, every other byte of its text the same.
 *
 * @param file aside, without its place yet
 * @param names that were taken out
 */
record RewrittenCopy(Path file, Set<String> names) {

    /** Text that is carried byte by byte, whatever it is encoded in. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** Make it; empty where nobody is named. Fails where the result, read again, would not be the same but for the names. */
    static Optional<RewrittenCopy> of(Path file, Mapping mapping, Clock clock, NamedCells before, Path aside) throws IOException {
        Tally tally = read(file, mapping, clock, before);
        if (before.changes().isEmpty()) {
            return Optional.empty();
        }
        Path copy = Files.createTempFile(aside, "rewritten-", "-" + file.getFileName());
        try {
            write(file, mapping, before.changes(), copy);
            NamedCells after = before.again();
            Tally again = read(copy, mapping, clock, after);
            if (!after.changes().isEmpty() || !after.rest().equals(before.rest()) || again.rows() != tally.rows() || again.rejected() != tally.rejected()) {
                throw Failure.environment("the names in it cannot be told from the rest of the file. It was left as it is. Edit or remove it by hand.");
            }
            return Optional.of(new RewrittenCopy(copy, before.changes().stream().flatMap(change -> change.swaps().stream())
                    .map(NamedCells.Swap::from).collect(Collectors.toCollection(LinkedHashSet::new))));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static Tally read(Path file, Mapping mapping, Clock clock, NamedCells cells) throws IOException {
        Tally tally = new Tally(0);
        FileReading.read(file, String.valueOf(file.getFileName()), mapping, clock, tally, row -> cells.take(mapping.feed(), row));
        return tally;
    }

    private static void write(Path file, Mapping mapping, List<NamedCells.Change> changes, Path copy) throws IOException {
        try (InputStream in = new BufferedInputStream(Container.open(file), 1 << 16); OutputStream out = packed(file, copy)) {
            long line = 1;
            for (NamedCells.Change change : changes) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                line = lines(in, line, change.line(), out);
                line = lines(in, line, change.end() == 0 ? Long.MAX_VALUE : change.end(), text);
                String swapped = text.toString(BYTES);
                for (NamedCells.Swap swap : change.swaps()) {
                    swapped = swapped(swapped, swap, mapping);
                }
                out.write(swapped.getBytes(BYTES));
            }
            in.transferTo(out);
        }
    }

    /** Copy lines up to the one with number {@code to}; returns where that ended. */
    private static long lines(InputStream in, long from, long to, OutputStream out) throws IOException {
        long line = from;
        while (line < to) {
            int one = in.read();
            if (one < 0) {
                return to;
            }
            out.write(one);
            if (one == '\n') {
                line++;
            }
        }
        return line;
    }

    /** A cell with this text, in any of the ways in which it may be written, between two separators or quotes. */
    private static String swapped(String text, NamedCells.Swap swap, Mapping mapping) {
        String bounds = "[\"',;|\\t:" + Pattern.quote(String.valueOf(mapping.separator())) + "]";
        String result = text;
        for (Form form : Form.values()) {
            String from = new String(form.of(swap.from()).getBytes(mapping.charset()), BYTES);
            String to = new String(form.of(swap.to()).getBytes(mapping.charset()), BYTES);
            result = Pattern.compile("(?<=(^|" + bounds + ")[ ]{0,9})" + Pattern.quote(from) + "(?=[ ]*(" + bounds + "|\\r?\\n|$))", Pattern.MULTILINE)
                    .matcher(result).replaceAll(Matcher.quoteReplacement(to));
        }
        return result;
    }

    private enum Form {
        PLAIN,
        DOUBLED_QUOTES,
        JSON,
        JSON_OF_ASCII;

        String of(String text) {
            return switch (this) {
                case PLAIN -> text;
                case DOUBLED_QUOTES -> text.replace("\"", "\"\"");
                case JSON -> text.replace("\\", "\\\\").replace("\"", "\\\"");
                case JSON_OF_ASCII -> JSON.of(text).chars()
                        .mapToObj(c -> c < 0x7F ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c)).collect(Collectors.joining());
            };
        }
    }

    private static OutputStream packed(Path file, Path copy) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy));
        String name = file.getFileName().toString();
        if (!Container.isPacked(file)) {
            return out;
        }
        return name.endsWith(".zst") ? new ZstdOutputStream(out) : new GZIPOutputStream(out);
    }
}
