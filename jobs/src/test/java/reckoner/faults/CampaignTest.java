package reckoner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Reckoner;
import reckoner.database.TestDatabase;

/** Month ends that are disturbed, in processes of their own, and end as undisturbed ones. Any number: ./run.sh bench faults. */
class CampaignTest {

    @TempDir
    Path folder;

    @Test
    void a_month_end_that_dies_is_suspended_started_twice_or_loses_its_clock_ends_as_an_undisturbed_one() throws Exception {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        long seed = Long.getLong("reckoner.seed", 20_261_123L);

        Campaign campaign = new Campaign(folder, CampaignTest::fresh, line -> {});
        Campaign.Tally tally = campaign.run(List.of("DEATH", "SUSPENDED", "TWINS"), seed);

        assertThat(tally.problems()).as("seed " + seed).isEmpty();
        // Documents bear another date then; everything else is the same.
        assertThat(campaign.run(List.of("CLOCK"), seed).problems()).as("seed " + seed).isEmpty();
        assertThat(tally.failpoints()).as("there are places to die at").isGreaterThan(100);
    }

    private static Databases.Address fresh() {
        TestDatabase.Address address = TestDatabase.fresh();
        return new Databases.Address(address.url(), address.username(), address.password());
    }
}
