package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Mutations of valid files: refused with the line that was touched, or read exactly as a second reader reads it. */
class FuzzTest {

    private static final int MUTATIONS = 20_000;

    @Test
    void mutations_are_refused_with_their_line_or_read_exactly() throws IOException {
        Fuzz.Outcome outcome = new Fuzz(Long.getLong("reckoner.seed", 20_261_123L)).run(0, MUTATIONS);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tallies().values().stream().mapToLong(Fuzz.Tally::all).sum()).isEqualTo(MUTATIONS);
        assertThat(outcome.tallies()).hasSize(15).allSatisfy((kind, tally) -> {
            assertThat(tally.refused()).as(kind).isGreaterThan(tally.all() / 5);
            if (!kind.contains("damaged zstd")) {
                assertThat(tally.accepted()).as(kind).isPositive();
            }
        });
    }

    @Test
    void a_mutation_is_made_again_by_seed_and_number() throws IOException {
        assertThat(new Fuzz(3).run(41, 1)).isEqualTo(new Fuzz(3).run(41, 1));
        assertThat(new Fuzz(3).run(0, 200).tallies()).isNotEqualTo(new Fuzz(4).run(0, 200).tallies());
    }
}
