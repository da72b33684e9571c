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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue of bad input, sections 3a and 3b, by its numbers; what FeedReaderTest shows already is not repeated. */
class CatalogueTest {

    private static final String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance";
    private static final String GOOD = "T1,acme,,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50";

    @TempDir
    Path folder;

    private Preview read(Mapping mapping, String name, byte[] bytes) {
        try {
            return DryRun.of(Files.write(folder.resolve(name), bytes), mapping, 0, LoadFixture.CLOCK);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Preview ledger(String... lines) {
        return read(Mapping.of(Feed.LEDGER), "ledger.csv", text(lines));
    }

    private static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static List<String> reasons(Preview preview) {
        assertThat(preview.refused()).isTrue();
        return preview.reasons().stream().map(r -> r.line() + " " + r.column() + " " + r.reason().replaceFirst(" \\(at character [0-9]+\\)", "")).toList();
    }

    @Test
    void c02_a_header_alone_is_fine_where_the_manifest_says_no_rows() throws IOException {
        assertThat(reasons(ledger(HEADER))).containsExactly("1  has a header and no line after it");
        Files.writeString(folder.resolve("ledger.csv.manifest.json"), "{\"rows\": 0, \"sum\": \"0.00\"}");
        assertThat(ledger(HEADER)).extracting(Preview::rows, Preview::refused).containsExactly(0L, false);
    }

    @Test
    void c07_c08_bytes_that_are_no_text_are_refused() {
        for (byte[] wrong : new byte[][] {{(byte) 0xC0, (byte) 0xAF}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xFF}}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(text(HEADER));
            bytes.writeBytes(wrong);
            assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv", bytes.toByteArray()))).singleElement().asString().startsWith("2  has the byte 0x");
        }
        assertThat(reasons(read(Mapping.of(Feed.LEDGER), "ledger.csv", new byte[100_000]))).singleElement().asString().contains("NUL");
    }

    @Test
    void c12_a_field_of_a_megabyte_and_ten_thousand_columns_are_refused() {
        assertThat(reasons(ledger(HEADER, GOOD.replace("AI Draw Me", "x".repeat(1_000_000))))).containsExactly("2  is longer than 65536 characters");
        assertThat(reasons(ledger(HEADER, ",".repeat(10_000)))).containsExactly("2  has more than 1,000 columns");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NULL | 2 event_id is no value
            null | 2 event_id is no value
            \\N  | 2 event_id has the character '\\', which no id may have
            """)
    void c22_only_an_empty_field_means_nothing(String value, String reason) {
        assertThat(reasons(ledger(HEADER, GOOD.replace("acme,,", "acme," + value + ",")))).containsExactly(reason);
    }

    private static final String TRAILED = """
            bank:
              feed: ledger
              skip_lines: 2
              trailer: {begins: END, rows: 2, sum: 3}
              columns: {transaction_id: id, occurred_at: {from: day, pattern: yyyy-MM-dd}, amount: a, balance: b}
              constants: {account_id: acme, service: Bank, type: Add, status: Success}
              skip: {id: [X]}
            """;

    private Preview trailed(String... lines) throws IOException {
        Mapping mapping = FeedsFile.read(Files.writeString(folder.resolve("feeds.yaml"), TRAILED)).get("bank");
        return read(mapping, "bank.csv", text(Stream.concat(Stream.of("Bank of X", "", "id,day,a,b"), Stream.of(lines)).toArray(String[]::new)));
    }

    @Test
    void c25_a_trailer_must_be_there_once_at_the_end_and_be_right() throws IOException {
        String one = "1,2026-01-01,5.00,5.00";
        String two = "2,2026-01-02,6.00,11.00";
        assertThat(trailed(one, "X,?,?,?", two, "END,3,11.00")).extracting(Preview::rows, Preview::skipped, Preview::refused).containsExactly(2L, 1L, false);
        assertThat(reasons(trailed(one, two))).containsExactly("6  is the end of the file, but there is no trailer");
        assertThat(reasons(trailed(one, "END,1,5.00", "END,1,5.00"))).containsExactly("6  stands behind the trailer");
        assertThat(reasons(trailed(one, "END,1,5.00", two))).containsExactly("6  stands behind the trailer");
        assertThat(reasons(trailed(one, two, "END,3,11.00"))).containsExactly("6 rows is the trailer's, but the lines before it give 2");
        assertThat(reasons(trailed(one, two, "END,2,11.01"))).containsExactly("6 sum is the trailer's, but the lines before it give 11.00");
    }

    @Test
    void c26_a_manifest_that_does_not_fit_refuses_the_file_and_names_every_difference() throws IOException {
        Path manifest = folder.resolve("ledger.csv.manifest.json");
        Files.writeString(manifest, "{\"file\": \"other.csv\", \"rows\": 2, \"sum\": 1.51, \"sha256\": \"%s\", \"closing_balances\": {\"acme\": \"8.51\", \"idle\": \"1.00\"}}"
                .formatted("0".repeat(64)));
        assertThat(reasons(ledger(HEADER, GOOD))).containsExactly("0 file is not what the manifest says: other.csv",
                "0 sha256 is not what the manifest says: " + "0".repeat(64), "0 rows is not what the manifest says: 2",
                "0 sum is not what the manifest says: 1.51", "0 closing balance of acme is not what the manifest says: 8.51");
        Files.writeString(manifest, "{\"file\": \"ledger.csv\", \"rows\": 1, \"sum\": \"1.50\", \"closing_balances\": {\"acme\": 8.50}}");
        assertThat(ledger(HEADER, GOOD).reasons()).isEmpty();
        for (String wrong : List.of("", "[]", "{\"rows\": 1.5}", "{\"rows\": -1}", "{\"rows\": 1, \"rows\": 1}", "{\"row\": 1}", "{\"sum\": \"1e3\"}", "{} {}", "{\"sha256\": \"x\"}", "{\"rows\": null}")) {
            Files.writeString(manifest, wrong);
            assertThat(reasons(ledger(HEADER, GOOD))).as(wrong).singleElement().asString().startsWith("0 manifest has ");
        }
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
    void c38_a_sum_that_no_number_holds_refuses_the_file() {
        String[] lines = new String[12];
        java.util.Arrays.fill(lines, GOOD.replace("1.50", "999999999999.999999"));
        lines[0] = HEADER;
        assertThat(reasons(ledger(lines))).containsExactly("11  brings the sum of the amounts beyond 9,223,372,036,854.775807");
    }

    @Test
    void c48_dates_more_than_a_day_ahead_or_before_2000_are_rejected() {
        assertThat(reasons(ledger(HEADER, GOOD.replace("2026-03-01T09:00:00Z", "2026-11-24T02:00:01Z"), GOOD.replace("2026-03-01T09:00:00Z", "2026-11-24T02:00:00Z"),
                GOOD.replace("2026-03", "1999-12")))).containsExactly("2 occurred_at is in the future", "4 occurred_at is before 2000-01-01");
        assertThat(read(Mapping.of(Feed.EVENTS), "events.csv", text("event_id,account_id,name,starts_at,ends_at",
                "E1,acme,Gala,2027-03-01T09:00:00Z,2027-03-02T09:00:00Z")).refused()).isFalse();
    }

    @Test
    void c52_c54_words_and_prices_that_are_not_known_are_rejected() {
        String payments = "payment_id,account_id,paid_at,amount,credits,status,reference";
        assertThat(reasons(read(Mapping.of(Feed.PAYMENTS), "payments.csv", text(payments, "P1,acme,2026-03-01T08:00:00Z,49.99,50.00,Paid,",
                "P2,acme,2026-03-01T08:00:00Z,49.99,50.00,Refunded,")))).containsExactly("2 status is no status of a payment");
        String prices = "service,plan,unit_price,effective_from,effective_to";
        assertThat(reasons(read(Mapping.of(Feed.PRICES), "prices.csv", text(prices, "A,,-1.00,2026-01-01T00:00:00Z,", "A,,1.123456789012,2026-01-01T00:00:00Z,",
                "A,,0.00,2026-01-01T00:00:00Z,", "A,,1.00,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z"))))
                .containsExactly("2 unit_price is negative", "3 unit_price has more than 6 decimals", "5 effective_to is not after the start of the same line");
    }

    @Test
    void c56_c57_c59_texts_that_others_would_execute_are_kept_as_they_are() {
        for (String text : List.of("=cmd|'/c calc'!A1", "@SUM(1)", "<script>alert(1)</script>", "${jndi:ldap://x}", "$F{x}", "%s%n", "🎉 写真 عرب é")) {
            assertThat(ledger(HEADER, GOOD.replace("AI Draw Me", '"' + text + '"')).firstRows().get(0)).contains("service=" + text + ",");
        }
        assertThat(reasons(ledger(HEADER, GOOD.replace("AI Draw Me", "\u001B[31mred"), GOOD.replace("AI Draw Me", "\t=1+1"), GOOD.replace("AI Draw Me", "x".repeat(40_000)))))
                .containsExactly("2 service has a control character (\\u001B)", "3 service has a control character (\\u0009)", "4 service is longer than 200 characters");
    }

    @Test
    void all_faults_of_a_line_are_listed_and_a_line_counts_once() {
        Preview preview = ledger(HEADER, GOOD, GOOD.replace("1.50", "1e3").replace("8.50", "x").replace("Consume", "consume"));
        assertThat(reasons(preview)).containsExactly("3 type is no type", "3 amount is no number as this feed writes them", "3 balance is no number as this feed writes them");
        assertThat(preview).extracting(Preview::rows, Preview::accepted, Preview::rejected).containsExactly(2L, 1L, 1L);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''  | 2 currency is empty
            usd | 2 currency is no currency of ISO 4217
            XYZ | 2 currency is no currency of ISO 4217
            US$ | 2 currency is no currency of ISO 4217
            """)
    void c40_a_currency_is_one_of_the_list(String currency, String reason) {
        assertThat(reasons(read(Mapping.of(Feed.ACCOUNTS), "accounts.csv", text("account_id,name,time_zone,currency,email,opening_balance",
                "acme,Acme,UTC," + currency + ",,")))).containsExactly(reason);
    }

    @Test
    void c23_c24_ids_have_nothing_that_looks_like_something_else() {
        assertThat(reasons(ledger(HEADER, GOOD.replace("acme", "acme "), GOOD.replace("acme", "ac\u200Bme"), GOOD.replace("acme", "a\u0441me"))))
                .containsExactly("2 account_id has the character ' ', which no id may have",
                        "3 account_id has the character '\\u200B', which no id may have",
                        "4 account_id has the character '\u0441', which no id may have");
    }
}
