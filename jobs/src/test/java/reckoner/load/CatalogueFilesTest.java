package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reckoner.Failure;
import reckoner.Home;

/** The catalogue of bad input, section 3c: files and their names. */
class CatalogueFilesTest {

    private static final Path NASTY = Path.of(System.getProperty("reckoner.data", "../../shared/data")).resolve("nasty");
    private static final String GOOD = "T1,acme,,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50";

    @TempDir
    Path folder;

    private static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    @Test
    void c63_names_build_no_path_and_are_shown_inert() throws IOException {
        List<String> names = new ArrayList<>(List.of("ledger a%2f..%2fx.csv", "ledger\nINFO all is well.csv", "ledger\u001B[31m.csv", "ledger-rf --.csv", "ledger.con.csv",
                "ledger" + "x".repeat(240) + ".csv", "ledger\u202Evsc.csv", "ledger'; drop table load; --.csv"));
        try (LoadFixture fixture = new LoadFixture(folder)) {
            for (int i = 0; i < names.size(); i++) {
                fixture.file(names.get(i), LoadTest.LEDGER, GOOD.replace("T1", "T" + i), i % 2 == 0 ? GOOD.replace("T1", "S" + i) : "bad");
            }
            fixture.file(".hidden-ledger.csv", LoadTest.LEDGER, GOOD);
            fixture.file("ledger.csv~", LoadTest.LEDGER, GOOD);
            fixture.file("ledger.csv.tmp", LoadTest.LEDGER, GOOD);
            List<Receipt> receipts = fixture.load(0);
            assertThat(receipts).hasSize(names.size()).extracting(Receipt::file).containsExactlyInAnyOrderElementsOf(names);
            assertThat(receipts).extracting(r -> Rejection.shown(r.file())).allMatch(shown -> shown.chars().noneMatch(Character::isISOControl));
            try (Stream<Path> kept = Files.walk(fixture.home.root())) {
                List<Path> files = kept.filter(Files::isRegularFile).filter(f -> !f.startsWith(fixture.home.inbox())).toList();
                assertThat(files).hasSize(names.size() + names.size() / 2)
                        .allMatch(file -> file.getFileName().toString().matches("[A-Za-z0-9._ -]{1,180}"))
                        .allMatch(file -> file.startsWith(fixture.home.processed()) || file.startsWith(fixture.home.quarantine()));
            }
            assertThat(fixture.home.inbox()).isDirectoryNotContaining(file -> !file.getFileName().toString().matches("\\.hidden.*|.*(~|tmp)"));
        }
    }

    @Test
    void c63_a_name_that_is_no_text_is_left_where_it_is_and_said() throws IOException {
        Home home = new Home(folder.resolve("home")).prepared();
        Inbox inbox = new Inbox(home, new LoadSettings(Duration.ZERO, false, DataSize.ofMegabytes(1), 50_000, 50_000_000));
        Path named = Files.write(home.inbox().resolve("ledger.csv"), text(LoadTest.LEDGER, GOOD));
        Path nameless = Files.write(Path.of(URI.create(home.inbox().toUri() + "ledger-%FF.csv")), text(LoadTest.LEDGER, GOOD));
        assertThat(inbox.find(List.of()).files()).containsExactly(named);
        assertThat(inbox.find(List.of()).left()).containsExactly(new Inbox.Left(nameless, "has a name that is no text in the encoding of this system"));
        assertThatThrownBy(() -> inbox.find(List.of(nameless))).isInstanceOf(Failure.class).hasMessageContaining("no text in the encoding").hasMessageContaining("Rename it");
        assertThat(nameless).exists();
    }

    @Test
    void c65_names_that_differ_in_case_only_are_two_files_by_their_content() {
        try (LoadFixture fixture = new LoadFixture(folder)) {
            fixture.file("ledger-a.csv", LoadTest.LEDGER, GOOD);
            fixture.file("ledger-A.csv", LoadTest.LEDGER, GOOD.replace("T1", "T2"));
            fixture.file("ledger-B.csv", LoadTest.LEDGER, GOOD);
            assertThat(fixture.load(0)).extracting(r -> r.file() + " " + r.again() + " " + r.load())
                    .containsExactly("ledger-A.csv false 1", "ledger-B.csv false 2", "ledger-a.csv true 2");
            assertThat(fixture.number("select count(*) from ledger_entry")).isEqualTo(2);
            assertThat(fixture.home.inbox()).isEmptyDirectory();
        }
    }

    @Test
    void c64_a_pipe_is_not_waited_for_and_a_hard_link_is_a_file() throws Exception {
        Home home = new Home(folder.resolve("home")).prepared();
        Inbox inbox = new Inbox(home, new LoadSettings(Duration.ZERO, false, DataSize.ofMegabytes(1), 50_000, 50_000_000));
        Path pipe = home.inbox().resolve("ledger.csv");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "not run: no pipes here");
        Path link = Files.createLink(home.inbox().resolve("prices.csv"), Files.write(folder.resolve("prices.csv"), text("x")));
        assertThat(inbox.find(List.of()).left()).containsExactly(new Inbox.Left(pipe, "is no regular file (a link or a device)"));
        assertThat(inbox.find(List.of()).files()).containsExactly(link);
        assertThatThrownBy(() -> inbox.find(List.of(pipe))).isInstanceOf(Failure.class).hasMessageContaining("is no regular file");
    }

    @Test
    void c64_c66_links_devices_and_giants_are_not_read() throws IOException {
        LoadSettings settings = new LoadSettings(Duration.ZERO, false, DataSize.ofBytes(100), 50_000, 50_000_000);
        Home home = new Home(folder.resolve("home")).prepared();
        Inbox inbox = new Inbox(home, settings);
        Path link = Files.createSymbolicLink(home.inbox().resolve("ledger.csv"), Path.of("/etc/passwd"));
        Files.createDirectory(home.inbox().resolve("usage.csv"));
        assertThat(inbox.find(List.of()).files()).isEmpty();
        assertThat(inbox.find(List.of()).left()).extracting(Inbox.Left::reason).containsExactly("is no regular file (a link or a device)");
        assertThatThrownBy(() -> inbox.find(List.of(link))).isInstanceOf(Failure.class).hasMessageContaining("is no regular file");
        Path large = Files.write(home.inbox().resolve("prices.csv"), new byte[101]);
        assertThatThrownBy(() -> inbox.find(List.of(large))).isInstanceOf(Failure.class).hasMessageContaining("has 101 bytes, the largest file that is taken has 100");
    }

    @Test
    void files_that_were_made_to_break_readers_are_refused_by_every_feed() throws IOException {
        assumeTrue(Files.exists(NASTY), "not run: there is no " + NASTY.toAbsolutePath().normalize());
        int files = 0;
        for (String name : List.of("csv_spectrum", "duckdb_csv")) {
            try (Stream<Path> all = Files.list(NASTY.resolve(name))) {
                for (Path file : all.sorted().toList()) {
                    files++;
                    for (Feed feed : Feed.values()) {
                        Preview preview = DryRun.of(file, Mapping.of(feed), 0, LoadFixture.CLOCK);
                        assertThat(preview.refused()).as(file + " as " + feed).isTrue();
                        assertThat(preview.reasons()).as(file + " as " + feed).isNotEmpty().allMatch(r -> !r.reason().isBlank() && !r.remedy().isBlank());
                    }
                }
            }
        }
        assertThat(files).isEqualTo(142);
    }

    @Test
    void naughty_strings_as_names_are_kept_exactly_or_refused() throws IOException {
        Path list = NASTY.resolve("blns/blns.txt");
        assumeTrue(Files.exists(list), "not run: there is no " + list.toAbsolutePath().normalize());
        int kept = 0;
        for (String name : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String[] taken = new String[1];
            Tally tally = new Tally(0);
            Path file = Files.write(folder.resolve("accounts.csv"), text("account_id,name,time_zone,currency,email,opening_balance",
                    "acme,\"" + name.replace("\"", "\"\"") + "\",UTC,USD,,"));
            FileReading.read(file, "accounts.csv", Mapping.of(Feed.ACCOUNTS), LoadFixture.CLOCK, tally, row -> taken[0] = row.text(1).toString());
            assertThat(tally.isRefused() ? name : taken[0]).isEqualTo(name);
            kept += tally.isRefused() ? 0 : 1;
        }
        assertThat(kept).isGreaterThan(400);
    }
}
