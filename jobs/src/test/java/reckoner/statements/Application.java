package reckoner.statements;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.database.TestDatabase;
import reckoner.run.Runs;

/** The whole application on a fresh database, in a home of its own, on 5 May 2026. */
final class Application implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");

    private final ConfigurableApplicationContext context;
    final JdbcClient database;
    final Home home;

    Application(Path folder) {
        TestDatabase.Address address = TestDatabase.fresh();
        home = new Home(folder);
        context = new SpringApplicationBuilder(Reckoner.class, FixedClock.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "reckoner.home", folder.toString(),
                        "reckoner.database.url", address.url(),
                        "reckoner.database.username", address.username(),
                        "reckoner.database.password", address.password() == null ? "" : address.password()))
                .run();
        database = context.getBean(JdbcClient.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class FixedClock {
        @Bean
        @Primary
        Clock fixedClock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    List<Outcomes.StatementOutcome> statements(String month, Set<Format> formats, boolean draft, String... accounts) {
        Outcomes outcomes = bean(Outcomes.class);
        long request = outcomes.nextRequest();
        StatementsRequest asked = new StatementsRequest(YearMonth.parse(month), List.of(accounts), formats, draft);
        bean(Runs.class).start(StatementsRequest.JOB, asked.parameters(request));
        return outcomes.statements(request);
    }

    @Override
    public void close() {
        context.close();
    }
}
