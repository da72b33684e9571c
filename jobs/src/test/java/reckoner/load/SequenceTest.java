package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose lines have a number of the source. */
class SequenceTest {

    private static final String MAPPING = """
            %1$s:
              feed: ledger
              files: "%1$s*.csv"
              columns: {transaction_id: Id, account_id: Account, occurred_at: Time, type: Kind, amount: Amount, balance: Balance, sequence: No}
              constants: {service: SMS, status: Success}
            """;

    @Test
    void a_source_that_counts_its_entries_is_told_from_one_that_only_orders_them(@TempDir Path root) throws IOException {
        Path config = Files.createDirectory(root.resolve("config"));
        Files.writeString(config.resolve("feeds.yaml"), MAPPING.formatted("ordered") + MAPPING.formatted("counted") + "  sequence_counts: true\n");
        try (LoadFixture fixture = new LoadFixture(root, config)) {
            for (String name : new String[] {"ordered", "counted"}) {
                Receipt receipt = fixture.load(fixture.file(name + ".csv", "Id,Account,Time,Kind,Amount,Balance,No",
                        "1," + name + ",2026-03-01T09:00:00Z,Add,5.00,5.00,1", "2," + name + ",2026-03-01T09:00:01Z,Add,5.00,10.00,4"));
                assertThat(receipt.reasons()).isEmpty();
            }
            assertThat(fixture.lines("select distinct mapping, sequence_counts, sequence from load join ledger_entry using (load_id) order by 1, 3"))
                    .containsExactly("counted|t|1", "counted|t|4", "ordered|f|1", "ordered|f|4");
        }
    }
}
