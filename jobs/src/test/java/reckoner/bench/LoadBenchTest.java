package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.table.Cell;

/** A bench is never timed here: only that it measures what it says, on rows that are what they should be. */
class LoadBenchTest {

    @Test
    void every_case_loads_the_same_rows_and_stands_in_the_table() throws IOException {
        try (TestApplication application = TestApplication.start()) {
            LoadBench bench = new LoadBench(application.context(), step -> {});
            LoadFigures figures = bench.run(new LoadBench.Plan(1_000, 1_000, 1, LoadBench.Peers.ALL));
            List<String> cases = new ArrayList<>(figures.table().rows().stream().map(row -> ((Cell.Text) row.get(0)).value()).toList());
            cases.remove("(a) plain \\copy, psql");
            assertThat(cases).containsExactly("(a) plain COPY, driver", "(b) stock Spring Batch", "(c) ours, first load", "(d) ours, same file again",
                    "(d) ours, same rows in another file", "(c) ours, first load of 1,000", "(e) ours, a day's 1,000 on 1,000", "(b) / (c)",
                    "(c) a row of the large one / of the small one", "(c) peak heap, MiB");
            assertThat(application.database().sql("select count(*) from entry").query(Long.class).single()).isEqualTo(2_000);
            assertThatThrownBy(() -> bench.run(new LoadBench.Plan(1_000, 0, 1, LoadBench.Peers.NONE))).isInstanceOf(Failure.class).hasMessageContaining("is in use");

            PeerTable peer = new PeerTable(application.bean(JdbcTemplate.class), application.bean(com.zaxxer.hikari.HikariDataSource.class));
            peer.create();
            assertThat(application.database().sql("select count(*) from pg_indexes where tablename = 'peer_ledger'").query(Long.class).single())
                    .isEqualTo(application.database().sql("select count(*) from pg_indexes where tablename = (select name from ledger_partition order by number desc limit 1)").query(Long.class).single());
        }
    }

    @Test
    void a_plan_beyond_its_bounds_is_refused() {
        assertThatThrownBy(() -> new LoadBench.Plan(999, 0, 1, LoadBench.Peers.ALL)).isInstanceOf(Failure.class).hasMessageContaining("--rows 999");
        assertThatThrownBy(() -> new LoadBench.Plan(1_000, LedgerFile.MOST_ROWS, 1, LoadBench.Peers.ALL)).isInstanceOf(Failure.class).hasMessageContaining("room");
    }

    @Test
    void the_ledger_is_the_same_every_time_and_all_balances_follow_from_file_to_file(@TempDir Path folder) throws IOException {
        LedgerFile ledger = new LedgerFile(7, 5_000);
        List<String> lines = new ArrayList<>(Files.readAllLines(ledger.write(folder.resolve("a"), 5_000)));
        Path second = ledger.write(folder.resolve("b"), 1_000);
        assertThat(new LedgerFile(7, 5_000).write(folder.resolve("c"), 5_000)).hasSameBinaryContentAs(folder.resolve("a"));
        lines.addAll(Files.readAllLines(second).subList(1, 1_001));

        assertThat(lines.remove(0)).isEqualTo(LedgerFile.HEADER);
        Map<String, BigDecimal> balances = new HashMap<>();
        Set<String> ids = new HashSet<>();
        OffsetDateTime before = OffsetDateTime.MIN;
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            BigDecimal effect = new BigDecimal(fields[8]).multiply(fields[6].equals("Failed") ? BigDecimal.ZERO : fields[5].equals("Add") ? BigDecimal.ONE : BigDecimal.ONE.negate());
            assertThat(new BigDecimal(fields[9])).as(line).isEqualByComparingTo(balances.getOrDefault(fields[1], BigDecimal.ZERO).add(effect)).isPositive();
            balances.put(fields[1], new BigDecimal(fields[9]));
            assertThat(ids.add(fields[0])).as(line).isTrue();
            assertThat(OffsetDateTime.parse(fields[3])).as(line).isAfterOrEqualTo(before);
            before = OffsetDateTime.parse(fields[3]);
        }
        assertThat(ids).hasSize(6_000);
        assertThat(balances).hasSizeGreaterThan(15);
    }
}
