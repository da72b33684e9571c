package reckoner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reckoner.Advance;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_line_has_what_is_counted_how_fast_and_the_time_left() {
        assertThat(Progress.detail(new Advance.Snapshot("ledger.csv", "rows", 340_000, 42, 100, SECOND), 4 * SECOND))
                .isEqualTo("ledger.csv: 340,000 rows, 113,333 rows/s, 42 %, 5 s left");
        assertThat(Progress.detail(new Advance.Snapshot("ledger.csv", "rows", 340_000, 100, 100, SECOND), 2 * SECOND))
                .isEqualTo("ledger.csv: 340,000 rows read, booking, 1 s so far");
        assertThat(Progress.detail(new Advance.Snapshot("statements", "accounts", 0, 0, 0, SECOND), SECOND)).isEqualTo("statements: 0 accounts");
    }
}
