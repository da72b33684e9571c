package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/** Which mapping a file is read with: by its name, and by its header where several names fit. */
final class Recognition {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(csv|jsonl|ndjson)(\\.(gz|zst))?");
    private static final Pattern PACKED = Pattern.compile("\\.(gz|zst)$");

    private final Mappings mappings;

    Recognition(Mappings mappings) {
        this.mappings = mappings;
    }

    Mapping named(String name) {
        return mappings.named(name);
    }

    /** The mapping of a regular file; empty where none fits its name. */
    Optional<Mapping> of(Path file) {
        List<Mapping> fitting = fitting(String.valueOf(file.getFileName()));
        if (fitting.size() > 1) {
            Optional<Mapping> byHeader = fitting.stream().filter(mapping -> hasHeaderOf(mapping, file)).findFirst();
            return byHeader.isPresent() ? byHeader : Optional.of(fitting.get(fitting.size() - 1));
        }
        return fitting.stream().findFirst();
    }

    /** Native first, then as in the file of mappings. */
    private List<Mapping> fitting(String name) {
        List<Mapping> fitting = new ArrayList<>();
        if (NATIVE.matcher(name).matches()) {
            for (Feed feed : Feed.values()) {
                if (name.startsWith(feed.title())) {
                    fitting.add(mappings.named(feed.title()));
                }
            }
        }
        Path plain = Path.of(PACKED.matcher(name).replaceFirst(""));
        mappings.all().values().stream()
                .filter(mapping -> !mapping.files().isEmpty() && (fits(mapping, Path.of(name)) || fits(mapping, plain)))
                .forEach(fitting::add);
        return fitting;
    }

    private static boolean fits(Mapping mapping, Path name) {
        return FileSystems.getDefault().getPathMatcher("glob:" + mapping.files()).matches(name);
    }

    private static boolean hasHeaderOf(Mapping mapping, Path file) {
        try (InputStream in = Container.open(file);
                Lines lines = Lines.of(in, mapping, String.valueOf(file.getFileName()))) {
            @Nullable Line first = lines.next();
            for (int i = 0; i < mapping.skipLines() && first != null; i++) {
                first = lines.next();
            }
            return first != null && Layout.of(mapping, first).width() > 0;
        } catch (Unreadable e) {
            return false;
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was loaded.", e);
        }
    }
}
