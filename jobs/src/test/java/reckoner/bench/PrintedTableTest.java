package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedTableTest {

    @Test
    void tables_of_both_kinds_are_taken_apart_and_what_stands_around_them_is_left_out() {
        List<PrintedTable> tables = PrintedTable.in("""
                ## Reconciling

                | What | Median, s | Of the peer |
                |---|---:|---:|
                | all of it | 1.204 | 0.31 |
                | what is new | 0.120 | |

                Faults of seed 1
                Case                 Median  Goal              Met
                ------------------  -------  ----------------  ---
                (a) plain COPY       30.678
                (c) ours, first       8.692  at most 0.6 of a  yes
                ------------------  -------  ----------------  ---
                all                  39.370

                - a list is no table
                -----
                """.lines().toList());

        assertThat(tables).containsExactly(
                new PrintedTable(List.of("What", "Median, s", "Of the peer"),
                        List.of(List.of("all of it", "1.204", "0.31"), List.of("what is new", "0.120", ""))),
                new PrintedTable(List.of("Case", "Median", "Goal", "Met"),
                        List.of(List.of("(a) plain COPY", "30.678", "", ""), List.of("(c) ours, first", "8.692", "at most 0.6 of a", "yes"),
                                List.of("all", "39.370", "", ""))));
    }
}
