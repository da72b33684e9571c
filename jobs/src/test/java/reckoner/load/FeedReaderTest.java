package reckoner.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {

    private static final String HEADER = "transaction_id,account_id,event_id,occurred_at,service,type,status,quantity,amount,balance,sequence";
    private static final String GOOD = "T1,acme,,2026-03-01T09:00:00Z,AI Draw Me,Consume,Success,1,1.50,8.50,";

    @TempDir
    Path folder;

    private Preview read(byte[] bytes) {
        return read("ledger.csv", bytes, Mapping.of(Feed.LEDGER));
    }

    private Preview read(String name, byte[] bytes, Mapping mapping) {
        try {
            return DryRun.of(Files.write(folder.resolve(name), bytes), mapping, 0, LoadFixture.CLOCK);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Preview lines(String... lines) {
        return read((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private String onlyReason(Preview preview) {
        assertThat(preview.refused()).isTrue();
        assertThat(preview.reasons()).hasSize(1);
        Rejection reason = preview.reasons().get(0);
        assertThat(reason.remedy()).isNotBlank();
        return reason.line() + "|" + reason.column() + "|" + reason.value() + "|" + reason.reason();
    }

    /** A good line with one value replaced. */
    private static String with(String column, String value) {
        String[] values = GOOD.split(",", -1);
        values[List.of(HEADER.split(",")).indexOf(column)] = value;
        return String.join(",", values);
    }

    @Test
    void a_good_line_becomes_a_typed_row() {
        assertThat(lines(HEADER, GOOD).firstRows()).containsExactly(
                "transaction_id=T1, account_id=acme, occurred_at=2026-03-01T09:00:00Z, service=AI Draw Me, type=Consume, status=Success,"
                        + " quantity=1.00, amount=1.50, balance=8.50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount      | NaN                          | is no number as this feed writes them
            amount      | Infinity                     | is no number as this feed writes them
            amount      | -Infinity                    | is no number as this feed writes them
            amount      | 1e3                          | is no number as this feed writes them
            amount      | 1E1000000000                 | is no number as this feed writes them
            amount      | 0x1F                         | is no number as this feed writes them
            amount      | 1_000.00                     | is no number as this feed writes them
            amount      | +5.00                        | is no number as this feed writes them
            amount      | 5.                           | is no number as this feed writes them
            amount      | .50                          | is no number as this feed writes them
            amount      | 5                            | has fewer than 2 decimals
            amount      | 5.0                          | has fewer than 2 decimals
            amount      | ' 5.00'                      | is no number as this feed writes them
            amount      | 05.00                        | is no number as this feed writes them
            amount      | 1.234.50                     | is no number as this feed writes them
            amount      | EUR 5.00                     | is no number as this feed writes them
            amount      | 5.00-                        | is no number as this feed writes them
            amount      | (5.00)                       | is no number as this feed writes them
            amount      | ٥.٠٠                         | is no number as this feed writes them
            amount      | ５.００                        | is no number as this feed writes them
            amount      | 1.1234567                    | has more than 6 decimals
            amount      | 1234567890123.00             | has more than 12 digits before the point
            amount      | -1.50                        | is negative
            amount      | ''                           | is empty
            amount      | NULL                         | is no number as this feed writes them
            quantity    | 0                            | is not above zero
            quantity    | -1                           | is not above zero
            quantity    | 1.                           | is no number as this feed writes them
            balance     | ''                           | is empty although the entry is not pending
            sequence    | 1.5                          | is no whole number
            sequence    | 007                          | is no whole number
            occurred_at | 2026-02-29T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-02-30T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-13-01T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-00-00T00:00:00Z         | is a day that does not exist
            occurred_at | 0001-01-01T00:00:00Z         | has a year before 1900 or after 2199
            occurred_at | 9999-01-01T00:00:00Z         | has a year before 1900 or after 2199
            occurred_at | 2026-03-01T23:59:60Z         | is a time that does not exist; there is no 24:00 and no leap second
            occurred_at | 2026-03-01T24:00:00Z         | is a time that does not exist; there is no 24:00 and no leap second
            occurred_at | 2026-03-01T09:00:00          | has no offset
            occurred_at | 2026-03-01T09:00:00+15:59    | has an offset that no place has
            occurred_at | 2026-03-01T09:00:00Z+01:00   | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00+0100     | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00[UTC]     | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00.1234567Z | is finer than a microsecond
            occurred_at | 2026-03-01                   | is a date without time and offset
            occurred_at | 2026-03-01 09:00:00Z         | is no instant
            occurred_at | 2026-3-4T09:00:00Z           | is no instant
            occurred_at | 03/04/2026                   | is no instant
            occurred_at | now                          | is no instant
            occurred_at | infinity                     | is no instant
            occurred_at | 1772355600                   | is no instant
            occurred_at | 46000                        | is no instant
            type        | consume                      | is no type
            type        | Charge                       | is no type
            status      | SUCCESS                      | is no status
            status      | Done                         | is no status
            account_id  | ac me                        | has the character ' ', which no id may have
            account_id  | аcme                         | has the character 'а', which no id may have
            account_id  | ''                           | is empty
            service     | ''                           | is empty
            """)
    void a_wrong_value_is_rejected_with_its_reason(String column, String value, String reason) {
        Preview preview = lines(HEADER, GOOD, with(column, value), GOOD);

        assertThat(onlyReason(preview)).isEqualTo("3|" + column + "|" + value + "|" + reason);
        assertThat(preview).extracting(Preview::rows, Preview::accepted, Preview::rejected).containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount      | 0.00                              | amount=0.00
            amount      | -0.00                             | amount=0.00
            amount      | 999999999999.999999               | amount=999999999999.999999
            balance     | -12.345678                        | balance=-12.345678
            quantity    | 0.000001                          | quantity=0.000001
            occurred_at | 2026-03-01T09:00:00.000001+14:00  | occurred_at=2026-02-28T19:00:00.000001Z
            occurred_at | 2024-02-29T00:00:00-03:30         | occurred_at=2024-02-29T03:30:00Z
            sequence    | 0                                 | sequence=0
            service     | =cmd                              | service==cmd
            """)
    void an_unusual_value_is_taken_exactly(String column, String value, String shown) {
        assertThat(lines(HEADER, with(column, value)).firstRows().get(0)).contains(shown.replace("\\\\", "\\"));
    }

    @Test
    void invisible_characters_in_an_id_are_shown_escaped() {
        assertThat(onlyReason(lines(HEADER, with("account_id", "ac\u202Eme\u00A0"))))
                .isEqualTo("2|account_id|ac\\u202Eme\\u00A0|has the character '\\u202E', which no id may have");
    }

    @Test
    void a_line_that_begins_with_a_hash_is_data() {
        assertThat(onlyReason(lines(HEADER, "#" + GOOD))).isEqualTo("2|transaction_id|#T1|has the character '#', which no id may have");
    }

    @Test
    void a_lone_end_mark_of_postgresql_is_no_end() {
        Preview preview = lines(HEADER, GOOD, "\\.", GOOD);
        assertThat(onlyReason(preview)).isEqualTo("3|||the line has 1 columns, 11 expected");
        assertThat(preview.accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                  | the line is blank
            T1,acme                             | the line has 2 columns, 11 expected
            a,b,c,d,e,f,g,h,i,j,k,l             | the line has 12 columns, 11 expected
            """)
    void a_line_of_another_width_is_rejected(String line, String reason) {
        assertThat(onlyReason(lines(HEADER, GOOD, line, GOOD))).isEqualTo("3|||" + reason);
    }

    @Test
    void a_quote_inside_unquoted_text_is_rejected_and_a_doubled_one_in_quotes_is_text() {
        assertThat(onlyReason(lines(HEADER, with("service", "x \"y")))).isEqualTo("2|service|x \"y|has a quote inside unquoted text");
        assertThat(lines(HEADER, with("service", "\"x \"\"y\"\"\"")).firstRows().get(0)).contains("service=x \"y\"");
    }

    @Test
    void line_numbers_stay_physical_behind_a_quoted_line_break() {
        Preview preview = read("prices.csv", ("service,plan,unit_price,effective_from,effective_to\n"
                + "\"a\nb\",,1.00,2026-01-01T00:00:00Z,\n" + "c,,x,2026-01-01T00:00:00Z,\n").getBytes(UTF_8), Mapping.of(Feed.PRICES));
        assertThat(preview.reasons()).extracting(Rejection::line, Rejection::column, Rejection::value, Rejection::reason).containsExactly(
                org.assertj.core.groups.Tuple.tuple(2L, "service", "a\\u000Ab", "has a control character (\\u000A)"),
                org.assertj.core.groups.Tuple.tuple(4L, "unit_price", "x", "is no number as this feed writes them"));
    }

    @Test
    void columns_may_stand_in_any_order_and_the_sequence_may_be_missing() {
        Preview preview = lines("balance,amount,quantity,status,type,service,occurred_at,event_id,account_id,transaction_id",
                "8.50,1.50,1,Success,Consume,AI Draw Me,2026-03-01T09:00:00Z,,acme,T1");
        assertThat(preview.refused()).isFalse();
        assertThat(preview.firstRows().get(0)).startsWith("transaction_id=T1, account_id=acme, occurred_at=2026-03-01T09:00:00Z");
    }

    @Test
    void a_wrong_header_refuses_the_file_with_a_hint() {
        assertThat(onlyReason(lines(HEADER.replace(',', ';'), GOOD.replace(',', ';')))).endsWith("1 column found, 11 expected; is the separator ';'?");
        assertThat(onlyReason(lines(HEADER.replace("balance,", ""), GOOD))).isEqualTo("1|balance||is missing in the header");
        assertThat(onlyReason(lines(HEADER.replace("balance", "Balance"), GOOD))).isEqualTo("1|balance||is missing in the header; there is 'Balance'");
        assertThat(onlyReason(lines(HEADER + ",note", GOOD + ","))).isEqualTo("1|note||is no column of ledger");
        assertThat(onlyReason(lines(HEADER + ",amount", GOOD + ","))).isEqualTo("1|amount||stands twice in the header");
        assertThat(onlyReason(lines(GOOD, GOOD))).startsWith("1||T1|is no header of ledger");
    }

    @Test
    void an_empty_file_and_a_header_alone_are_refused() {
        assertThat(onlyReason(read(new byte[0]))).isEqualTo("1|||is an empty file");
        assertThat(onlyReason(lines(HEADER))).isEqualTo("1|||has a header and no line after it");
        assertThat(onlyReason(read("\n\n".getBytes(UTF_8)))).startsWith("1|||is no header of ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void one_kind_of_line_end_is_taken_and_a_mark_before_the_first_column_goes(String end) {
        Preview preview = read(("\uFEFF" + HEADER + end + GOOD + end + GOOD + end).getBytes(UTF_8));
        assertThat(preview.reasons()).isEmpty();
        assertThat(preview.accepted()).isEqualTo(2);
    }

    @Test
    void a_second_byte_order_mark_and_mixed_line_ends_are_not() {
        assertThat(onlyReason(read(("\uFEFF\uFEFF" + HEADER + "\n" + GOOD + "\n").getBytes(UTF_8)))).contains("is missing in the header");
        assertThat(onlyReason(read((HEADER + "\r\n" + GOOD + "\n" + GOOD + "\r\n").getBytes(UTF_8))))
                .isEqualTo("2|||ends with LF where earlier lines end with CRLF");
        assertThat(onlyReason(read((HEADER + "\n" + GOOD + "\r" + GOOD + "\n").getBytes(UTF_8))))
                .isEqualTo("2|||ends with CR where earlier lines end with LF");
    }

    @Test
    void wrong_bytes_are_refused_with_their_line() {
        assertThat(onlyReason(read((HEADER + "\n" + GOOD + "\n" + with("service", "Café") + "\n").getBytes(ISO_8859_1))))
                .isEqualTo("3|||has the byte 0xE9, which is no UTF-8");
        assertThat(onlyReason(read((HEADER + "\n" + with("service", "a\0b") + "\n").getBytes(UTF_8)))).isEqualTo("2|||has a NUL character");
        assertThat(onlyReason(read((HEADER + "\n").getBytes(UTF_16LE)))).isEqualTo("1|||looks like UTF-16");
        assertThat(onlyReason(read(new byte[] {'P', 'K', 3, 4, 0, 0}))).isEqualTo("1|||is a spreadsheet or a zip archive");
    }

    @Test
    void an_endless_line_or_quote_is_refused_without_filling_the_heap() {
        assertThat(onlyReason(read((HEADER + "\n" + "x".repeat(3_000_000)).getBytes(UTF_8)))).isEqualTo("2|||is longer than 65536 characters");
        String open = HEADER + "\n" + with("service", "\"AI Draw Me") + "\n" + (GOOD + "\n").repeat(100_000);
        Preview preview = read(open.getBytes(UTF_8));
        assertThat(preview.reasons()).singleElement().extracting(Rejection::line).isEqualTo(2L);
        String shortOpen = HEADER + "\n" + with("service", "\"AI Draw Me") + "\n" + GOOD + "\n";
        assertThat(onlyReason(read(shortOpen.getBytes(UTF_8)))).isEqualTo("2|||opens a quote that is never closed");
    }

    @Test
    void a_last_line_without_line_end_may_be_cut_and_is_rejected() {
        assertThat(onlyReason(read((HEADER + "\n" + GOOD).getBytes(UTF_8))))
                .isEqualTo("2|||the file ends without a line end, so this line may be cut off");
        assertThat(onlyReason(read((HEADER + "\n" + GOOD + "\nT2,acme,,2026-03").getBytes(UTF_8))))
                .isEqualTo("3|||the line is cut off at the end of the file (the line has 4 columns, 11 expected)");
        assertThat(onlyReason(read((HEADER + "\n" + GOOD + "\n" + GOOD + "\"").getBytes(UTF_8))))
                .startsWith("3||").contains("the line is cut off at the end of the file");
    }

    @Test
    void gzip_is_recognised_by_its_bytes_and_must_be_whole() throws IOException {
        byte[] packed = gzip((HEADER + "\n" + (GOOD + "\n").repeat(1_000)).getBytes(UTF_8));
        assertThat(read(packed)).extracting(Preview::accepted, Preview::refused).containsExactly(1_000L, false);

        assertThat(onlyReason(read(java.util.Arrays.copyOf(packed, packed.length - 9)))).contains("the gzip data is cut off");
        byte[] flipped = packed.clone();
        flipped[packed.length - 6] ^= 1;
        assertThat(onlyReason(read(flipped))).contains("the gzip data is damaged");
        byte[] trailing = java.util.Arrays.copyOf(packed, packed.length + 1);
        assertThat(onlyReason(read(trailing))).contains("there are bytes after the end of the gzip data");
        assertThat(onlyReason(read(gzip(new byte[0])))).contains("is an empty file");
        byte[] bomb = gzip((HEADER + "\n" + ("x".repeat(60_000) + "\n").repeat(500)).getBytes(UTF_8));
        assertThat(read(bomb).reasons()).extracting(Rejection::reason).last().isEqualTo("the gzip data grows to more than 200 times its size");
    }

    @Test
    void zstd_is_recognised_by_its_bytes_and_must_be_whole() throws IOException {
        byte[] packed = zstd((HEADER + "\n" + (GOOD + "\n").repeat(1_000)).getBytes(UTF_8));
        assertThat(read(packed)).extracting(Preview::accepted, Preview::refused).containsExactly(1_000L, false);

        assertThat(onlyReason(read(java.util.Arrays.copyOf(packed, packed.length - 9)))).contains("the zstd data is cut off");
        byte[] flipped = packed.clone();
        flipped[packed.length - 2] ^= 1;
        assertThat(onlyReason(read(flipped))).contains("the zstd data is damaged");
        byte[] trailing = java.util.Arrays.copyOf(packed, packed.length + 5);
        assertThat(onlyReason(read(trailing))).contains("the zstd data is damaged");
        assertThat(read(zstdBomb()).reasons()).extracting(Rejection::reason).last().isEqualTo("the zstd data grows to more than 200 times its size");
    }

    /** One frame: the header as it is, then 500 lines, each a block that says "60,000 times x". */
    private static byte[] zstdBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0x50});
        zstdBlock(out, 0, HEADER.length() + 1, (HEADER + "\n").getBytes(UTF_8));
        for (int i = 0; i < 500; i++) {
            zstdBlock(out, 1, 60_000, new byte[] {'x'});
            zstdBlock(out, 1, 1, new byte[] {'\n'});
        }
        out.write(new byte[] {1, 0, 0});
        return out.toByteArray();
    }

    private static void zstdBlock(ByteArrayOutputStream out, int type, int size, byte[] content) throws IOException {
        int head = size << 3 | type << 1;
        out.write(new byte[] {(byte) head, (byte) (head >> 8), (byte) (head >> 16)});
        out.write(content);
    }

    private static byte[] zstd(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var zstd = new io.airlift.compress.zstd.ZstdOutputStream(out)) {
            zstd.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
