package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import reckoner.Failure;
import reckoner.Home;

/** Where files come in: finds them, recognises their feed, and takes them one after the other. */
public class Intake {

    private final Home home;
    private final Mappings mappings;
    private final Register register;
    private final Receipts receipts;
    private final Filing filing;

    Intake(Home home, Mappings mappings, Register register, Receipts receipts, Filing filing) {
        this.home = home;
        this.mappings = mappings;
        this.register = register;
        this.receipts = receipts;
        this.filing = filing;
    }

    /**
     * Load files, and what lies in folders; without a path, what lies in the inbox.
     *
     * @param feed native feed or mapping of all of them; null: each file is recognised
     * @param start runs the job {@code load} to its end
     * @return a receipt for every file, in the order in which they were taken
     */
    public List<Receipt> load(List<Path> paths, @Nullable String feed, long allowedRejects, Consumer<JobParameters> start) {
        List<Receipt> all = new ArrayList<>();
        for (Candidate candidate : candidates(paths, feed)) {
            all.add(load(candidate, allowedRejects, start));
        }
        return all;
    }

    /** Read the same files and change nothing: what would be loaded, by file. */
    public List<Preview> preview(List<Path> paths, @Nullable String feed, long allowedRejects) {
        return candidates(paths, feed).stream()
                .map(candidate -> candidate.mapping()
                        .map(mapping -> DryRun.of(candidate.file(), mapping, allowedRejects))
                        .orElseGet(() -> new Preview(String.valueOf(candidate.file().getFileName()), "", 0, 0, 1, 0, true,
                                List.of(unrecognised()), List.of())))
                .toList();
    }

    private Receipt load(Candidate candidate, long allowedRejects, Consumer<JobParameters> start) {
        PrivateCopy copy = PrivateCopy.of(candidate.file(), home);
        String name = candidate.mapping().map(Mapping::name).orElse("unknown");
        Delivery delivery = new Delivery(candidate.file(), copy.path(), copy.sha256(), copy.bytes(), name, allowedRejects,
                register.refusals(copy.sha256(), name) + 1);
        if (candidate.mapping().isEmpty()) {
            register.refuseUnrecognised(delivery, unrecognised());
            return settled(delivery);
        }
        if (register.isLoaded(delivery.sha256(), name)) {
            Receipt before = receipts.of(delivery.sha256(), name).orElseThrow().asBefore();
            filing.settle(delivery, before);
            return before.under(delivery.fileName());
        }
        start.accept(delivery.parameters());
        return receipts.of(delivery.sha256(), name).orElseThrow();
    }

    private Receipt settled(Delivery delivery) {
        Receipt receipt = receipts.of(delivery.sha256(), delivery.mapping()).orElseThrow();
        filing.settle(delivery, receipt);
        return receipt;
    }

    private static Rejection unrecognised() {
        return new Rejection(1, "", "", "no feed is recognised by the name of the file",
                "Begin the name with one of %s, or name the feed: --feed NAME".formatted(Feed.titles()));
    }

    /** A file that is to be taken, with its mapping where it is recognised. */
    record Candidate(Path file, Optional<Mapping> mapping) {

        private int rank() {
            return mapping.map(m -> m.feed().ordinal()).orElse(Feed.values().length);
        }
    }

    /** What others refer to comes first, then by name. */
    List<Candidate> candidates(List<Path> paths, @Nullable String feed) {
        Optional<Mapping> asked = Optional.ofNullable(feed).map(mappings::named);
        return files(paths).stream()
                .map(file -> new Candidate(file, asked.isPresent() ? asked : recognise(file)))
                .sorted(Comparator.comparingInt(Candidate::rank).thenComparing(Candidate::file))
                .toList();
    }

    private List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths.isEmpty() ? List.of(home.inbox()) : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (Files.isDirectory(absolute)) {
                files.addAll(filesIn(absolute));
            } else if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
                files.add(absolute);
            } else {
                throw Failure.input("There is no file " + path + ". Nothing was loaded. Check the path.");
            }
        }
        return files.stream().distinct().toList();
    }

    /** Regular files only; what is hidden, unfinished or a note about another file is left alone. */
    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !isNote(String.valueOf(entry.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failure.environment("Cannot read the folder " + folder + ": " + e + ". Nothing was loaded.", e);
        }
    }

    private static boolean isNote(String name) {
        return name.startsWith(".") || name.endsWith(".tmp") || name.endsWith(".part")
                || name.endsWith(".manifest.json") || name.endsWith(".reasons.csv");
    }

    /** Native by the beginning of the name, unless a mapping wants the name too and the header is not the native one. */
    private Optional<Mapping> recognise(Path file) {
        String name = String.valueOf(file.getFileName());
        Optional<Mapping> nativeFeed = Optional.empty();
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            for (Feed feed : Feed.values()) {
                nativeFeed = name.startsWith(feed.title()) ? Optional.of(mappings.named(feed.title())) : nativeFeed;
            }
        }
        Optional<Mapping> foreign = mappings.all().values().stream()
                .filter(mapping -> !mapping.files().isEmpty()
                        && FileSystems.getDefault().getPathMatcher("glob:" + mapping.files()).matches(file.getFileName()))
                .findFirst();
        if (nativeFeed.isPresent() && (foreign.isEmpty() || hasHeaderOf(nativeFeed.get(), file))) {
            return nativeFeed;
        }
        return foreign;
    }

    private static boolean hasHeaderOf(Mapping mapping, Path file) {
        try (InputStream in = Container.open(file);
                Lines lines = new Lines(in, mapping.charset(), mapping.separator(), mapping.quote())) {
            Line first = lines.next();
            return first != null && Layout.of(mapping, first).width() > 0;
        } catch (Unreadable e) {
            return false;
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was loaded.", e);
        }
    }
}
