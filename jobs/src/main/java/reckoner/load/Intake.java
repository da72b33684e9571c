package reckoner.load;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import reckoner.Advance;

/** Where files come in: finds them, recognises their feed, and takes them one after the other. */
public class Intake {

    private final Inbox inbox;
    private final Recognition recognition;
    private final Register register;
    private final Receipts receipts;
    private final Filing filing;
    private final Clock clock;

    Intake(Inbox inbox, Recognition recognition, Register register, Receipts receipts, Filing filing, Clock clock) {
        this.inbox = inbox;
        this.recognition = recognition;
        this.register = register;
        this.receipts = receipts;
        this.filing = filing;
        this.clock = clock;
    }

    /** What happened: a receipt for every file that was taken, in that order, and a line about each that was left alone. */
    public record Taken(List<Receipt> receipts, List<String> leftAlone) {}

    /** As {@link #take}, without what was left alone. */
    public List<Receipt> load(List<Path> paths, @Nullable String feed, long allowedRejects, Consumer<JobParameters> start) {
        return take(paths, feed, allowedRejects, start).receipts();
    }

    /**
     * Load files, and what lies in folders; without a path, what lies in the inbox.
     *
     * @param feed native feed or mapping of all of them; null: each file is recognised
     * @param start runs the job {@code load} to its end
     */
    public Taken take(List<Path> paths, @Nullable String feed, long allowedRejects, Consumer<JobParameters> start) {
        Optional<Mapping> asked = Optional.ofNullable(feed).map(recognition::named);
        PrivateCopy.sweep(inbox.home());
        Inbox.Found found = inbox.find(paths);
        List<Inbox.Left> left = new ArrayList<>(found.left());
        List<Receipt> all = new ArrayList<>();
        for (Candidate candidate : candidates(found.files(), asked)) {
            Optional<PrivateCopy> copy = PrivateCopy.of(candidate.file(), inbox.home());
            if (copy.isPresent()) {
                all.add(load(candidate, copy.get(), allowedRejects, start));
            } else {
                left.add(new Inbox.Left(candidate.file(), "is still being written"));
            }
        }
        return new Taken(all, left.stream()
                .map(l -> Rejection.shown(String.valueOf(l.file().getFileName())) + ": left where it is, because it " + l.reason())
                .toList());
    }

    /** Read the same files and change nothing: what would be loaded, by file. */
    public List<Preview> preview(List<Path> paths, @Nullable String feed, long allowedRejects) {
        Optional<Mapping> asked = Optional.ofNullable(feed).map(recognition::named);
        return candidates(inbox.find(paths).files(), asked).stream()
                .map(candidate -> candidate.mapping()
                        .map(mapping -> preview(candidate.file(), mapping, allowedRejects))
                        .orElseGet(() -> new Preview(String.valueOf(candidate.file().getFileName()), "", 0, 0, 1, 0, 0, true,
                                List.of(unrecognised()), List.of())))
                .toList();
    }

    private Receipt load(Candidate candidate, PrivateCopy copy, long allowedRejects, Consumer<JobParameters> start) {
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
        try {
            start.accept(delivery.parameters());
        } finally {
            Advance.end();
        }
        return receipts.of(delivery.sha256(), name).orElseThrow();
    }

    private Preview preview(Path file, Mapping mapping, long allowedRejects) {
        try {
            return DryRun.of(file, mapping, allowedRejects, clock);
        } finally {
            Advance.end();
        }
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
    private List<Candidate> candidates(List<Path> files, Optional<Mapping> asked) {
        return files.stream()
                .map(file -> new Candidate(file, asked.isPresent() ? asked : recognition.of(file)))
                .sorted(Comparator.comparingInt(Candidate::rank).thenComparing(Candidate::file))
                .toList();
    }
}
