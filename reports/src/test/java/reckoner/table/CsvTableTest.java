package reckoner.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    @Test
    void text_that_a_spreadsheet_would_run_is_made_harmless_and_numbers_are_not_touched() throws IOException {
        assertThat(csv(Cell.text("=HYPERLINK(\"http://x\")"), Cell.money(new BigDecimal("-1.5"))))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\",-1.50\n");
        assertThat(csv(Cell.text("+1"), Cell.whole(-3))).isEqualTo("'+1,-3\n");
        assertThat(csv(Cell.text("-1"), Cell.quantity(new BigDecimal("-2.50")))).isEqualTo("'-1,-2.5\n");
        assertThat(csv(Cell.text("@SUM(A1)"), Cell.percent(new BigDecimal("12.5")))).isEqualTo("'@SUM(A1),12.5\n");
        assertThat(csv(Cell.text("\t=1"), Cell.EMPTY)).isEqualTo("'\t=1,\n");
        assertThat(csv(Cell.text("\r=1"), Cell.EMPTY)).isEqualTo("\"'\r=1\",\n");
    }

    @Test
    void moments_are_local_to_their_zone() throws IOException {
        assertThat(csv(Cell.text("a,b"), Cell.moment(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.ofHours(2))))
                .isEqualTo("\"a,b\",2026-03-01 14:00:00\n");
    }

    private static String csv(Cell first, Cell second) throws IOException {
        StringWriter out = new StringWriter();
        CsvTable.write(Table.of("t", List.of(Column.left("x", 1), Column.right("y", 1)), List.of(List.of(first, second))), out);
        assertThat(out.toString()).startsWith("x,y\n");
        return out.toString().substring(4);
    }
}
