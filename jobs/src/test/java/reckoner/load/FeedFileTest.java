package reckoner.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a file as a whole: its header, line ends, bytes, and how it is packed. */
class FeedFileTest extends FeedReading {

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
