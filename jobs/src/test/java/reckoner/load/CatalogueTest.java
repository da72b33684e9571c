package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue of bad input, sections 3a and 3b, by its numbers; what FeedReaderTest shows already is not repeated. */
class CatalogueTest extends FeedReading {

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
