package reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HomeTest {

    @Test
    void the_home_that_was_asked_for_wins_over_that_of_the_environment() {
        System.setProperty("reckoner.home", "/nowhere/of/the/environment");
        try (TestApplication application = TestApplication.start()) {
            assertThat(application.bean(Home.class).root()).exists();
        } finally {
            System.clearProperty("reckoner.home");
        }
    }
}
