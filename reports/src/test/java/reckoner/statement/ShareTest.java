package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShareTest {

    @Test
    void three_equal_parts_make_one_hundred() {
        assertThat(Share.of(amounts("1", "1", "1"))).isEqualTo(amounts("33.4", "33.3", "33.3"));
    }

    @Test
    void the_largest_remainder_gets_the_tenth() {
        assertThat(Share.of(amounts("10.00", "20.00", "36.66"))).isEqualTo(amounts("15.0", "30.0", "55.0"));
    }

    @Test
    void nothing_used_gives_no_shares() {
        assertThat(Share.of(amounts("0", "0.00"))).isEqualTo(amounts("0.0", "0.0"));
        assertThat(Share.of(List.of())).isEmpty();
    }

    @Test
    void any_amounts_make_one_hundred() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            List<BigDecimal> amounts = random.ints(1 + random.nextInt(30), 1, 100_000).mapToObj(i -> BigDecimal.valueOf(i, 4)).toList();
            assertThat(Share.of(amounts).stream().reduce(BigDecimal.ZERO, BigDecimal::add)).as("amounts %s", amounts)
                    .isEqualByComparingTo("100");
        }
    }

    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }
}
