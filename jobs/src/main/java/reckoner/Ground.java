package reckoner;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What every application of ours stands on, the whole and one that only looks things up. */
@Configuration(proxyBeanMethods = false)
class Ground {

    @Bean
    Home home(Environment environment) {
        return new Home(Path.of(environment.getRequiredProperty("reckoner.home"))).prepared();
    }

    @Bean
    Clock clock() {
        return Failpoint.clock();
    }
}
