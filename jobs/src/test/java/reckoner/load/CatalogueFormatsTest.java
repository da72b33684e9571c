package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue of bad input, sections 3a and 3b: what is packed, or is no separated text at all. */
class CatalogueFormatsTest extends FeedReading {

    /** Without the sequence, which a file may leave out. */
    private static final String HEADER = LoadTest.LEDGER;
    private static final String GOOD = "T1,acme,,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50";

    private Preview read(Mapping mapping, String name, byte[] bytes) {
        return read(name, bytes, mapping);
    }

    private Preview ledger(String... lines) {
        return lines(lines);
    }

    @Test
    void c27_gzip_in_several_members_and_bytes_that_only_look_packed_are_refused() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        for (String part : List.of(HEADER + "\n", GOOD + "\n")) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(twice)) {
                gzip.write(part.getBytes(UTF_8));
            }
        }
        assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv.gz", twice.toByteArray()))).singleElement().asString().contains("bytes after the end");
        assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv.gz", new byte[] {0x1F, (byte) 0x8B}))).singleElement().asString().contains("gzip data");
        assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}))).singleElement().asString().contains("zstd data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %PDF-1.7     | is a PDF document
            <html>       | is HTML or XML
            {"a":1}      | is JSON although its name says CSV
            [{"a":1}]    | is JSON although its name says CSV
            """)
    void c30_other_formats_under_the_name_of_csv_are_refused(String content, String reason) {
        assertThat(reasons(ledger(content))).containsExactly("1  " + reason);
    }

    @Test
    void c29_c31_archives_and_spreadsheets_are_refused_before_they_are_opened() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (String name : List.of("../../etc/cron.d/x", "/abs", "ledger.csv", "xl/workbook.xml")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(text(HEADER, GOOD));
            }
        }
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        for (String name : List.of("ledger.csv", "ledger.zip", "ledger.xlsx", "ledger.csv.gz")) {
            assertThat(reasons(read(Mapping.of(Feed.LEDGER), name, zip.toByteArray()))).as(name).containsExactly("1  is a spreadsheet or a zip archive");
            assertThat(reasons(read(Mapping.of(Feed.LEDGER), name, old))).as(name).containsExactly("1  is an old spreadsheet");
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("ledger.csv", "ledger.zip", "ledger.xlsx", "ledger.csv.gz");
        }
    }

    @Test
    void c27_gzip_whose_head_is_damaged_is_refused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text(HEADER, GOOD));
        }
        byte[] damaged = packed.toByteArray();
        damaged[2] = 7;
        assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv.gz", damaged))).singleElement().asString().startsWith("1  is gzip data that is damaged");
    }

    @Test
    void json_lines_hold_the_same_as_csv_and_nothing_else() {
        String good = "{\"transaction_id\":\"T1\",\"account_id\":\"acme\",\"occurred_at\":\"2026-03-01T09:00:00Z\",\"service\":\"AI \\u00e9\",\"type\":\"Consume\",\"status\":\"Success\",\"amount\":1.5,\"balance\":\"8.50\"}";
        Mapping ledger = Mapping.of(Feed.LEDGER);
        assertThat(read(ledger, "ledger.jsonl", text(good)).firstRows()).containsExactly(
                "transaction_id=T1, account_id=acme, occurred_at=2026-03-01T09:00:00Z, service=AI é, type=Consume, status=Success, amount=1.50, balance=8.50");
        assertThat(reasons(read(ledger, "ledger.jsonl", text(good, good.replace("1.5", "1e3"), good.replace("1.5", "0.1234567"), good.replace("{", "{\"note\":\"\","),
                good.replace("{", "{\"amount\":2,"), good.replace("\"T1\"", "7"), good.replace("1.5", "true"), good.replace("1.5", "[1]"), "", "[]", good + good, "{\"a", good.replace("\\u00e9", "\\ud800"),
                good.replace("1.5", "NaN"), good.replace("\"T1\"", "null"))))).containsExactly(
                "2 amount is no number as this feed writes them", "3 amount has more than 6 decimals", "4 note is no column here", "5 amount stands twice in the object",
                "6 transaction_id is a number where text is expected", "7 amount is no string", "8 amount is no single value", "9  the line is blank",
                "10  the line is no JSON object", "11  there is something behind the object",
                "12  the line is no whole JSON object", "13 service has half a character (\\uD800)",
                "14  the line is no whole JSON object", "15 transaction_id is empty");
        assertThat(reasons(read(ledger, "ledger.jsonl", (good + "\n" + good.substring(0, 60)).getBytes(UTF_8)))).singleElement().asString().startsWith("2  the line is cut off");
        assertThat(read(ledger, "ledger.jsonl", (good + "\n" + good).getBytes(UTF_8)).accepted()).isEqualTo(2);
    }
}
