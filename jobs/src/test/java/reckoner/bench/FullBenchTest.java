package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import reckoner.cli.Commands;

class FullBenchTest {

    @Test
    void every_suite_is_a_command_that_there_is_and_none_is_left_out() {
        CommandLine bench = Commands.bench();
        assertThat(FullBench.suites(50_000, 1)).extracting(suite -> suite.command().get(1)).containsExactlyInAnyOrderElementsOf(bench.getSubcommands().keySet());
        assertThat(FullBench.suites(50_000, 1)).allSatisfy(suite -> {
            var parsed = bench.parseArgs(suite.command().subList(1, suite.command().size()).toArray(String[]::new));
            assertThat(parsed.hasSubcommand()).isTrue();
        });
    }
}
