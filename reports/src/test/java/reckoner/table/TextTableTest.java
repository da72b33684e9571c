package reckoner.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static final List<Column> COLUMNS = List.of(Column.left("Event", 10), Column.right("Used", 8), Column.right("Share", 6));

    @Test
    void figures_lean_right_and_totals_stand_below_a_rule() throws IOException {
        Table table = new Table("By event", COLUMNS, List.of(
                row("Gala", "1234.5", "97.4"), row("Fair", "-33", "2.6")), row("Total", "1201.50", "100.0"));
        assertThat(text(table)).isEqualTo("""
                By event
                Event      Used    Share
                -----  --------  -------
                Gala   1,234.50   97.4 %
                Fair     -33.00    2.6 %
                -----  --------  -------
                Total  1,201.50  100.0 %
                """);
    }

    @Test
    void wide_and_combining_characters_keep_the_columns_straight() throws IOException {
        Table table = Table.of("", COLUMNS, List.of(row("春のガラ", "1", "50.0"), row("Cafe\u0301", "1", "50.0")));
        assertThat(text(table)).isEqualTo("""
                Event     Used   Share
                --------  ----  ------
                春のガラ  1.00  50.0 %
                Cafe\u0301      1.00  50.0 %
                """);
    }

    @Test
    void a_row_of_other_length_is_refused() {
        Table table = Table.of("By event", COLUMNS, List.of(List.of(Cell.text("Gala"))));
        assertThatThrownBy(() -> text(table)).hasMessage("table 'By event': a row has 1 cells for 3 columns");
    }

    private static List<Cell> row(String name, String amount, String share) {
        return List.of(Cell.text(name), Cell.money(new BigDecimal(amount)), Cell.percent(new BigDecimal(share)));
    }

    private static String text(Table table) throws IOException {
        StringBuilder out = new StringBuilder();
        TextTable.write(table, out);
        return out.toString();
    }
}
