package reckoner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Home;
import reckoner.database.TestDatabase;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole flow as typed, in processes of their own: as it should be. {@code CampaignTest} disturbs it. */
class FlowTest {

    private static final DemoSettings SMALL = new DemoSettings(7, 12, 1, LocalDate.of(2026, 11, 1), true);
    private static final String MONTH = "2026-10";
    private static final Path CONFIG = Path.of("../config");

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    /** With the application's login: what a month end does needs no more rights than that has. */
    @Test
    void the_demo_finds_all_that_it_planted_and_nothing_else() throws Exception {
        Ended demo = run(TestDatabase.fresh().asApplication(), "demo", "--months", "1", "--home", folder.resolve("demo").toString());

        assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).containsPattern("planted (\\d+), found \\1, missed 0, false alarms 0");
        assertThat(demo.err()).as("plain lines where nobody looks").contains("reconcile").doesNotContain("\u001b");
        assertThat(folder.resolve("demo/out/statements/" + MONTH)).isDirectoryContaining("glob:**.pdf").isDirectoryContaining("glob:**.xlsx");
    }

    @Test
    void a_demo_never_empties_a_directory_that_no_demo_made() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "precious");

        Ended demo = run(TestDatabase.fresh(), "demo", "--home", folder.toString());

        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.err()).contains("is not empty and no demo made it");
        assertThat(folder.resolve("thesis.txt")).hasContent("precious");
    }

    @Test
    void reconcile_prints_the_json_of_the_contract_and_nothing_else() throws Exception {
        TestDatabase.Address database = TestDatabase.fresh();
        Home home = homeWithFeeds("json");
        assertThat(run(database, "load", "--home", home.root().toString()).code()).isZero();

        Ended reconciled = run(database, "reconcile", "--format", "json", "--home", home.root().toString());

        assertThat(reconciled.code()).isEqualTo(1);
        JsonNode json = JsonMapper.builder().build().readTree(reconciled.out());
        assertThat(names(json)).containsExactly("run", "asOf", "coverage", "checks", "discrepancies");
        assertThat(names(json.get("coverage"))).contains("accounts", "entries", "from", "to");
        assertThat(names(json.get("checks").get(0))).containsExactly("name", "severity", "outcome", "found", "reason");
        assertThat(names(json.get("discrepancies").get(0))).contains("id", "check", "severity", "account", "event", "transaction", "usage",
                "payment", "occurredAt", "expected", "actual", "difference", "cause", "state");
        assertThat(json.get("discrepancies").get(0).get("difference").isString()).isTrue();
    }

    @Test
    void what_is_wrong_with_a_command_is_said_in_one_line_with_the_right_exit_code() throws Exception {
        TestDatabase.Address database = TestDatabase.fresh();
        String home = folder.resolve("wrong").toString();

        assertThat(run(database, "close", "--month", "2026-13", "--home", home)).matches(e -> e.code() == 2 && e.err().contains("is no month"));
        assertThat(run(database, "reconcile", "--from", "2026-05-01", "--to", "2026-04-01", "--home", home))
                .matches(e -> e.code() == 2 && e.err().contains("is after"));
        assertThat(run(database, "load", folder.resolve("nothing.csv").toString(), "--home", home))
                .matches(e -> e.code() == 3 && e.err().contains("no file") && !e.err().contains("Exception"));
        Ended lost = run(new TestDatabase.Address("jdbc:postgresql://127.0.0.1:1/none", "nobody", "x"), "balance", "--home", home);
        assertThat(lost.code()).isEqualTo(4);
        assertThat(lost.err()).contains("database").contains("Run the same command again").doesNotContain("at reckoner.");
    }

    @Test
    void a_key_that_nobody_knows_stops_the_start_and_is_named_with_its_line() throws Exception {
        for (String[] wrong : new String[][] {
                {"reckoner:\n  databse:\n    connections: 4\n", "reckoner.databse.connections"},
                {"reckoner:\n  database:\n    conections: 4\n", "reckoner.database.conections"},
                {"reckoner:\n  database:\n    connections: 400\n", "must be 2 to 50"}}) {
            Path config = Files.createDirectories(folder.resolve("config"));
            Files.writeString(config.resolve("reckoner.yaml"), wrong[0]);
            Ended ended = run(TestDatabase.fresh(), config, "balance", "--home", folder.resolve("typo").toString());
            assertThat(ended.err()).contains(wrong[1]).doesNotContain("\tat ");
            assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        }
    }

    private Home homeWithFeeds(String name) throws IOException {
        Home home = new Home(folder.resolve(name)).prepared();
        DemoWorld.make(SMALL).writeTo(home.inbox());
        for (Path file : files(home.inbox())) {
            Files.createFile(file.resolveSibling(file.getFileName() + ".done")); // so that nobody waits for it to settle
        }
        return home;
    }

    private static Process start(TestDatabase.Address database, Path config, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC", "-Djava.awt.headless=true", "-Dreckoner.config=" + config.toAbsolutePath().normalize(),
                "-Dreckoner.database.url=" + database.url(), "-Dreckoner.database.username=" + database.username(),
                "-Dreckoner.database.password=" + database.password(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile()).start();
    }

    private Ended run(TestDatabase.Address database, String... arguments) throws Exception {
        return run(database, CONFIG, arguments);
    }

    private Ended run(TestDatabase.Address database, Path config, String... arguments) throws Exception {
        Process process = start(database, config, arguments);
        StringBuilder errors = new StringBuilder();
        Thread drain = new Thread(() -> process.errorReader(StandardCharsets.UTF_8).lines().forEach(l -> errors.append(l).append('\n')));
        drain.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        drain.join();
        return new Ended(process.waitFor(), out, errors.toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.toString().endsWith(".manifest.json")).sorted().toList();
        }
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
