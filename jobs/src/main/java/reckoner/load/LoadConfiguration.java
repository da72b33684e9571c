package reckoner.load;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.Home;
import reckoner.Reckoner;

/** The job {@code load}: stage the file, book it, put it away. Every step can be repeated without harm. */
@Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    @Bean
    Mappings feedMappings() {
        return new Mappings(Reckoner.configFolder().resolve("feeds.yaml"));
    }

    @Bean
    Register loadRegister(DataSource source, Clock clock) {
        return new Register(new JdbcTemplate(source), clock);
    }

    @Bean
    Receipts loadReceipts(DataSource source) {
        return new Receipts(JdbcClient.create(source));
    }

    @Bean
    Rewriting loadRewriting(DataSource source, PlatformTransactionManager transactions, Home home, Mappings mappings, Clock clock) {
        return new Rewriting(JdbcClient.create(source), transactions, home, mappings, clock);
    }

    @Bean
    Filing loadFiling(Home home, Receipts receipts, Rewriting rewriting, Clock clock) {
        return new Filing(home, receipts, rewriting, clock);
    }

    @Bean
    Intake loadIntake(Home home, Mappings mappings, Register register, Receipts receipts, Filing filing, LoadSettings settings,
            Clock clock) {
        return new Intake(new Inbox(home, settings), new Recognition(mappings), register, receipts, filing, clock);
    }

    @Bean
    Job load(JobRepository repository, PlatformTransactionManager transactions, DataSource source, Register register,
            Mappings mappings, Filing filing, LoadSettings settings, Clock clock) {
        JdbcClient database = JdbcClient.create(source);
        Bulk bulk = new Bulk(source, transactions, register, settings, clock);
        Tasklet staging = new Staging(source, database, bulk, register, mappings, settings, clock);
        Tasklet booking = new Booking(database, transactions, register, mappings, settings);
        return new JobBuilder("load", repository)
                .start(step("stage", staging, repository, transactions))
                .next(step("book", booking, repository, transactions))
                .next(step("file", filing, repository, transactions))
                .build();
    }

    private static Step step(String name, Tasklet tasklet, JobRepository repository, PlatformTransactionManager transactions) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions)
                .allowStartIfComplete(true)
                .build();
    }
}
