package reckoner.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What may befall a month end; each runs it once and disturbs it somewhere. */
enum Fault {

    /** The process halts at a commit, a rename, a sync to disk or a send. */
    DEATH("died at a failpoint"),
    /** The process is killed at any moment. */
    KILL("killed"),
    /** The server ends every session of the run. */
    CUT("connections cut"),
    /** The server is killed and is back after a while. */
    SERVER("server killed"),
    /** Somebody else starts the same month end at the same moment. */
    TWINS("started twice"),
    /** The process is suspended, somebody takes over, and it wakes up. */
    SUSPENDED("suspended and taken over"),
    /** The disk of the documents is full. */
    FULL("disk full"),
    /** The disk of the database is full. */
    NO_ROOM("disk of the database full"),
    /** The mail server is away, or hangs up while a mail is sent. */
    MAIL("mail server away or hanging up"),
    /** The clock of the process jumps by hours, forward or back, and that of the database stays. */
    CLOCK("clock jumped");

    /** SQLSTATE where the schema is not made yet. */
    private static final String NO_TABLE = "42P01";
    /** Two days. */
    private static final int MOST_JUMPED_MINUTES = 2_880;

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether it can be brought about here. */
    boolean isPossible(Databases databases) {
        return switch (this) {
            case SERVER -> databases.canCrash();
            case FULL -> SmallDisk.isPossible();
            case NO_ROOM -> databases.canConfine();
            default -> true;
        };
    }

    /**
     * Run the month end of the site once and disturb it.
     *
     * @param usual what an undisturbed month end passes and takes
     * @return what is wrong with how it ended; whether anything was lost is judged later
     */
    List<String> strike(Site site, Databases databases, Random random, Usual usual) throws IOException, InterruptedException {
        return switch (this) {
            case DEATH -> judged(site.close(1 + random.nextLong(usual.failpoints())));
            case KILL -> {
                Site.Running running = site.startClose(0);
                running.process().waitFor(someTime(random, usual), TimeUnit.MILLISECONDS);
                yield judged(stopped(running));
            }
            case CUT -> {
                Site.Running running = site.startClose(0);
                running.process().waitFor(someTime(random, usual), TimeUnit.MILLISECONDS);
                cut(site.database());
                yield judged(running.ended());
            }
            case SERVER -> {
                Site.Running running = site.startClose(0);
                running.process().waitFor(someTime(random, usual), TimeUnit.MILLISECONDS);
                site.moved(databases.crash(site.database(), absence(random)));
                yield judged(running.ended());
            }
            case TWINS -> twins(site, random);
            case SUSPENDED -> suspended(site, someTime(random, usual) / 2);
            case FULL -> full(site, random);
            case NO_ROOM -> noRoom(site, databases, random);
            case MAIL -> mail(site, random);
            case CLOCK -> clock(site, random, usual);
        };
    }

    /** What an undisturbed month end passes, and how long it takes. */
    record Usual(long failpoints, Duration time) {}

    private static long someTime(Random random, Usual usual) {
        return random.nextLong(usual.time().toMillis());
    }

    /** Some seconds; once in twenty longer than anybody waits for a connection. */
    private static Duration absence(Random random) {
        return Duration.ofSeconds(random.nextInt(20) == 0 ? 120 : 1 + random.nextInt(5));
    }

    private static Site.Ended stopped(Site.Running running) throws IOException, InterruptedException {
        running.process().destroyForcibly();
        return running.ended();
    }

    static List<String> judged(Site.Ended ended) {
        return ended.showsStackTrace() ? List.of("shows a stack trace: " + ended.errors()) : List.of();
    }

    private static List<String> twins(Site site, Random random) throws IOException, InterruptedException {
        Site.Running one = site.startClose(0);
        one.process().waitFor(random.nextInt(50), TimeUnit.MILLISECONDS);
        Site.Running two = site.startClose(0);
        Site.Ended first = one.ended();
        Site.Ended second = two.ended();
        List<String> wrong = new ArrayList<>(judged(first));
        wrong.addAll(judged(second));
        for (Site.Ended ended : List.of(first, second)) {
            if (!ended.isDone() && !(ended.code() == 5 && ended.errors().contains("Already running: 'close --month " + Site.MONTH + "'"))) {
                wrong.add("one of two ended with " + ended.code() + ": " + ended.errors());
            }
        }
        if (!first.isDone() && !second.isDone()) {
            wrong.add("neither of two was done");
        }
        return wrong;
    }

    private static List<String> suspended(Site site, long after) throws IOException, InterruptedException {
        Site.Running sleeper = site.startClose(0);
        // Before it has the run lock there is nothing to take over.
        while (sleeper.process().isAlive() && !isRunLockHeld(site.database())) {
            sleeper.process().waitFor(50, TimeUnit.MILLISECONDS);
        }
        if (sleeper.process().waitFor(after, TimeUnit.MILLISECONDS)) {
            return judged(sleeper.ended());
        }
        signal("STOP", sleeper.process());
        try {
            List<String> wrong = new ArrayList<>();
            Site.Ended taken = site.start(0, "runs", "recover", "--take-over").ended();
            if (taken.code() != 0) {
                wrong.add("the run lock was not taken over: " + taken.errors());
            }
            Site.Ended other = site.close(0);
            wrong.addAll(judged(other));
            if (!other.isDone()) {
                wrong.add("after a take-over the month end ended with " + other.code() + ": " + other.errors());
            }
            signal("CONT", sleeper.process());
            wrong.addAll(judged(sleeper.ended()));
            return wrong;
        } finally {
            sleeper.process().destroyForcibly();
        }
    }

    private static List<String> full(Site site, Random random) throws IOException, InterruptedException {
        SmallDisk disk = SmallDisk.under(site.home().out(), 100 + random.nextInt(500));
        try {
            Site.Ended ended = site.close(0);
            List<String> wrong = new ArrayList<>(judged(ended));
            if (!ended.isDone() && ended.code() != 4) {
                wrong.add("with a full disk it ended with " + ended.code() + ": " + ended.errors());
            }
            return wrong;
        } finally {
            disk.removed();
        }
    }

    private static List<String> noRoom(Site site, Databases databases, Random random) throws IOException, InterruptedException {
        try (Databases.Disk disk = databases.confine(site.database(), random.nextInt(4_000))) {
            Site.Ended ended = site.close(0);
            List<String> wrong = new ArrayList<>(judged(ended));
            if (!ended.isDone() && !(ended.code() == 4 && ended.errors().contains("no room left"))) {
                wrong.add("with a full disk of the database it ended with " + ended.code() + ": " + ended.errors());
            }
            return wrong;
        }
    }

    /** What could not be sent waits; the month is closed all the same, and a later round sends it. */
    private static List<String> mail(Site site, Random random) throws IOException, InterruptedException {
        Postbox.Mood[] moods = Postbox.Mood.values();
        site.postbox().becomes(moods[1 + random.nextInt(moods.length - 1)], random.nextInt(6));
        Site.Ended ended = site.close(0);
        site.postbox().becomes(Postbox.Mood.TAKES, 0);
        List<String> wrong = new ArrayList<>(judged(ended));
        if (!ended.isDone() && ended.code() != 4) {
            wrong.add("without a mail server it ended with " + ended.code() + ": " + ended.errors());
        }
        Site.Ended sent = site.start(0, "deliver", "--again").ended();
        if (sent.code() != 0) {
            wrong.add("what had waited was not sent: " + sent.code() + ": " + sent.errors());
        }
        return wrong;
    }

    /** Whoever is disturbed by nothing else comes to an end. */
    private static List<String> clock(Site site, Random random, Usual usual) throws IOException, InterruptedException {
        Duration by = Duration.ofMinutes((1 + random.nextInt(MOST_JUMPED_MINUTES)) * (random.nextBoolean() ? 1 : -1));
        Site.Ended ended = site.closeWithJump(1 + random.nextLong(usual.failpoints()), by);
        List<String> wrong = new ArrayList<>(judged(ended));
        if (!ended.isDone()) {
            wrong.add("with a clock that jumped by %s it ended with %d: %s".formatted(by, ended.code(), ended.errors()));
        }
        return wrong;
    }

    private static boolean isRunLockHeld(Databases.Address database) throws IOException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                PreparedStatement held = connection.prepareStatement("""
                        select exists (
                          select 1 from pg_locks l join run_lock r on r.backend = l.pid
                          where l.locktype = 'advisory' and l.granted)""")) {
            ResultSet row = held.executeQuery();
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw new IOException("the run lock cannot be looked at", e);
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private static void cut(Databases.Address database) throws IOException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                PreparedStatement end = connection.prepareStatement("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""")) {
            end.execute();
        } catch (SQLException e) {
            throw new IOException("the connections cannot be cut", e);
        }
    }
}
