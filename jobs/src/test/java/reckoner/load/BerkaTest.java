package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BerkaTest {

    private static final Path FILE = Path.of(System.getProperty("reckoner.data", "../../shared/data")).resolve("berka_1993/trans.asc");

    @TempDir
    Path root;

    @Test
    void a_bank_ledger_is_loaded_by_its_mapping_alone_and_its_cut_line_is_named() {
        assumeTrue(Files.exists(FILE), "not run: there is no " + FILE.toAbsolutePath().normalize());
        try (LoadFixture fixture = new LoadFixture(root)) {
            Receipt refused = fixture.load(FILE);
            assertThat(refused).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected, Receipt::mapping)
                    .containsExactly(Receipt.State.REFUSED, 49_103L, 0L, 1L, "berka");
            assertThat(refused.reasons()).singleElement().hasToString(
                    "49104: the line is cut off at the end of the file (the line has 4 columns, 10 expected). Ask the sender for the whole file");
            assertThat(fixture.number("select count(*) from ledger_entry")).isZero();

            Receipt loaded = fixture.load(1, FILE).get(0);
            assertThat(loaded).extracting(Receipt::state, Receipt::rows, Receipt::accepted, Receipt::rejected, Receipt::known)
                    .containsExactly(Receipt.State.LOADED, 49_103L, 49_102L, 1L, 0L);
            assertThat(fixture.number("select count(*) from ledger_entry")).isEqualTo(49_102);
            assertThat(fixture.number("select count(*) from account")).isEqualTo(1_229);
            assertThat(fixture.lines("select tolerance_micros, order_window from load where state = 'loaded'")).isEqualTo(List.of("100000|instant"));
            assertThat(fixture.lines("""
                            select transaction, account, occurred_at at time zone 'UTC', service, type, status, amount_micros, balance_micros
                            from entry order by entry_id limit 1
                            """))
                    .containsExactly("695247|2378|1992-12-31 23:00:00|VKLAD|Add|Success|700000000|700000000");
            assertThat(fixture.lines("select name, count(*) from ledger_entry join service using (service_key) group by name order by name"))
                    .containsExactly("Bank entry|9463", "PREVOD NA UCET|6343", "PREVOD Z UCTU|3772", "VKLAD|9759", "VYBER|19753", "VYBER KARTOU|12");
            assertThat(fixture.lines("select distinct time_zone, currency, known from account")).containsExactly("Europe/Prague|CZK|f");
            assertThat(FILE).exists();
        }
    }
}
