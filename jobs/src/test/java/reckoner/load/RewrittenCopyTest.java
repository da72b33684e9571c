package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;

class RewrittenCopyTest {

    private static final String HEADER = "account_id,name,time_zone,currency,email,opening_balance\n";

    @TempDir
    Path folder;

    @Test
    void only_the_cells_of_the_person_change_however_they_are_written() throws IOException {
        String text = HEADER + """
                B,Zoë,Europe/Berlin,EUR,b@example.org,1.00
                A,"Zoë ""Q"" Fotos",Europe/Berlin,EUR,zoe@example.org,0.00
                C,"Zoë ""Q"" Fotos",Europe/Berlin,EUR,zoe@example.org,0.00
                """;
        Path file = Files.writeString(folder.resolve("accounts.csv"), text);

        RewrittenCopy copy = copy(file, Feed.ACCOUNTS).orElseThrow();

        assertThat(Files.readString(copy.file())).isEqualTo(text
                .replace("A,\"Zoë \"\"Q\"\" Fotos\",Europe/Berlin,EUR,zoe@example.org,", "A,\"P-1\",Europe/Berlin,EUR,,"));
        assertThat(copy.names()).containsExactly("Zoë \"Q\" Fotos", "zoe@example.org");
        assertThat(Files.readString(file)).as("has its place until the new one is put there").isEqualTo(text);
    }

    @Test
    void packed_files_and_json_lines_stay_what_they_are() throws IOException {
        String json = """
                {"event_id": "E1", "account_id": "A", "name": "Fest der Zo\\u00eb \\"Q\\"", "starts_at": "2026-10-02T08:00:00Z", "ends_at": "2026-10-03T08:00:00Z"}
                {"event_id": "E2", "account_id": "B", "name": "Fest der Zo\\u00eb \\"Q\\"", "starts_at": "2026-10-02T08:00:00Z", "ends_at": "2026-10-03T08:00:00Z"}
                """;
        String expected = json.replaceFirst("Fest der Zo\\\\u00eb \\\\\"Q\\\\\"", "E1");
        Path gzip = folder.resolve("events.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        Path zstd = folder.resolve("events.jsonl.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }

        try (InputStream in = new GZIPInputStream(Files.newInputStream(copy(gzip, Feed.EVENTS).orElseThrow().file()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
        try (InputStream in = new ZstdInputStream(Files.newInputStream(copy(zstd, Feed.EVENTS).orElseThrow().file()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    @Test
    void what_cannot_be_told_from_the_rest_is_left_and_said() throws IOException {
        Path file = Files.writeString(folder.resolve("accounts.csv"), HEADER + "A,EUR,Europe/Berlin,EUR,,0.00\n");

        assertThatThrownBy(() -> copy(file, Feed.ACCOUNTS)).isInstanceOf(Failure.class).hasMessageContaining("It was left as it is");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).as("nothing half made stays").containsExactly(file);
        }
    }

    @Test
    void a_file_that_names_nobody_is_not_written_anew() throws IOException {
        Path file = Files.writeString(folder.resolve("accounts.csv"), HEADER + "A,P-1,Europe/Berlin,EUR,,0.00\nB,Zoë,UTC,EUR,,0.00\n");

        assertThat(copy(file, Feed.ACCOUNTS)).isEmpty();
    }

    private Optional<RewrittenCopy> copy(Path file, Feed feed) throws IOException {
        return RewrittenCopy.of(file, Mapping.of(feed), Clock.systemUTC(), new NamedCells(Map.of("A", "P-1"), (account, payment, reference) -> false), folder);
    }
}
