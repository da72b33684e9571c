package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Disturbs month ends, one to three times each, since a second fault may hit what the first one left, until so many faults were
 * struck; the same seed strikes the same ones. Each month end is then finished by the same command.
 */
public final class Campaign {

    private static final int MOST_FAULTS = 3;
    private static final int MOST_TRIES = 3;
    /** Every so many month ends begin with a database whose schema is still to be made. */
    private static final int SCHEMA_TOO = 8;

    private final Path folder;
    private final Path feeds;
    private final Databases databases;
    private final Consumer<String> progress;
    private @Nullable Calm calm;

    /** What came of it: faults by kind, month ends that were disturbed, and every one that ended otherwise than an undisturbed one. */
    public record Tally(Map<Fault, Integer> struck, int monthEnds, List<String> problems, long failpoints) {

        /** Faults by what they are, with how often each was struck. */
        public Map<String, Integer> byWords() {
            Map<String, Integer> all = new LinkedHashMap<>();
            struck.forEach((fault, count) -> all.put(fault.words(), count));
            return all;
        }
    }

    /** What the faults are called. */
    public static final class Names implements Iterable<String> {

        public List<String> all() {
            return Arrays.stream(Fault.values()).map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    /**
     * @param folder where homes are made and removed
     * @param progress is told a line for every month end
     */
    public Campaign(Path folder, Databases databases, Consumer<String> progress) {
        this.folder = folder;
        this.feeds = folder.resolve("feeds");
        this.databases = databases;
        this.progress = progress;
    }

    /** Strike {@code count} faults of any kind that is possible here. */
    public Tally run(int count, long seed) throws IOException, InterruptedException {
        List<Fault> possible = Arrays.stream(Fault.values()).filter(fault -> fault.isPossible(databases)).toList();
        Random random = new Random(seed);
        return run(count, left -> {
            List<Fault> chosen = new ArrayList<>();
            for (int i = 1 + random.nextInt(Math.min(MOST_FAULTS, left)); i > 0; i--) {
                // Half of them are deaths: they come nearest to every place where something may be half done.
                chosen.add(random.nextBoolean() ? Fault.DEATH : possible.get(random.nextInt(possible.size())));
            }
            return chosen;
        }, random);
    }

    /** Strike these faults in one month end. */
    public Tally run(List<String> names, long seed) throws IOException, InterruptedException {
        List<Fault> faults = names.stream().map(name -> Fault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))).toList();
        return run(faults.size(), left -> faults, new Random(seed));
    }

    /** Let a month end die at each failpoint in turn, the first to the last, and finish each. */
    public Tally everyDeath() throws IOException, InterruptedException {
        Calm calm = calm(databases.bare());
        List<String> problems = new ArrayList<>();
        for (long at = 1; at <= calm.usual().failpoints(); at++) {
            long failpoint = at;
            List<String> wrong = monthEnd(folder.resolve("dies-at-" + at), databases.bare(), calm.traces(), site -> Fault.judged(site.close(failpoint)));
            progress.accept("failpoint %d of %d: %s".formatted(at, calm.usual().failpoints(), wrong.isEmpty() ? "as undisturbed" : wrong));
            wrong.forEach(problem -> problems.add("failpoint " + failpoint + ": " + problem));
        }
        int all = Math.toIntExact(calm.usual().failpoints());
        return new Tally(Map.of(Fault.DEATH, all), all, problems, all);
    }

    /** What an undisturbed month end passed and left. */
    private record Calm(Fault.Usual usual, Traces traces) {}

    private interface Disturbance {
        List<String> strike(Site site) throws IOException, InterruptedException;
    }

    private interface Choice {
        List<Fault> of(int left);
    }

    private Tally run(int count, Choice choice, Random random) throws IOException, InterruptedException {
        Calm calm = calm();
        Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
        List<String> problems = new ArrayList<>();
        int done = 0;
        int monthEnds = 0;
        while (done < count) {
            List<Fault> faults = choice.of(count - done);
            List<String> wrong = monthEnd(Files.createTempDirectory(folder, "disturbed-" + ++monthEnds + "-"), monthEnds % SCHEMA_TOO == 0 ? databases.bare() : databases.fresh(), calm.traces(), site -> {
                List<String> all = new ArrayList<>();
                for (Fault fault : faults) {
                    all.addAll(fault.strike(site, databases, random, calm.usual()));
                }
                return all;
            });
            faults.forEach(fault -> struck.merge(fault, 1, Integer::sum));
            done += faults.size();
            String title = "month end %d, %s".formatted(monthEnds, faults.stream().map(Fault::words).toList());
            progress.accept("%d of %d faults: %s: %s".formatted(done, count, title, wrong.isEmpty() ? "as undisturbed" : wrong));
            wrong.forEach(problem -> problems.add(title + ": " + problem));
        }
        return new Tally(struck, monthEnds, problems, calm.usual().failpoints());
    }

    /** Of an empty database with its schema; one for all that this campaign disturbs. */
    private Calm calm() throws IOException, InterruptedException {
        if (calm == null) {
            calm = calm(databases.fresh());
        }
        return calm;
    }

    private Calm calm(Databases.Address database) throws IOException, InterruptedException {
        Site.writeFeeds(feeds);
        try (Site site = new Site(folder.resolve("undisturbed"), feeds, database)) {
            long started = System.nanoTime();
            long failpoints = site.countFailpoints();
            return new Calm(new Fault.Usual(failpoints, Duration.ofNanos(System.nanoTime() - started)), Traces.of(site));
        }
    }

    private List<String> monthEnd(Path place, Databases.Address database, Traces expected, Disturbance disturbance)
            throws IOException, InterruptedException {
        try (Site site = new Site(place, feeds, database)) {
            return monthEnd(site, place, expected, disturbance);
        }
    }

    private List<String> monthEnd(Site site, Path place, Traces expected, Disturbance disturbance) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>(disturbance.strike(site));
        Site.Ended ended = site.close(0);
        for (int attempt = 1; attempt < MOST_TRIES && !ended.isDone(); attempt++) {
            ended = site.close(0);
        }
        if (!ended.isDone()) {
            wrong.add("was never finished: " + ended.errors());
        }
        Traces left = Traces.of(site);
        wrong.addAll(site.hasJumped() ? expected.undated().differences(left.undated()) : expected.differences(left));
        if (wrong.isEmpty()) {
            databases.drop(site.database());
            FileSystemUtils.deleteRecursively(place);
        } else {
            Files.writeString(place.resolve("problems.txt"), String.join("\n", wrong) + "\n");
        }
        return wrong;
    }
}
