package reckoner.cli;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import reckoner.backup.BackupSettings;
import reckoner.cluster.ClusterSettings;
import reckoner.console.ConsoleSettings;
import reckoner.database.DatabaseConfiguration;
import reckoner.database.DatabaseSettings;
import reckoner.delivery.DeliverySettings;
import reckoner.export.ExportSettings;
import reckoner.load.LoadSettings;
import reckoner.reconcile.ReconcileSettings;
import reckoner.schedule.ScheduleSettings;
import reckoner.statements.StatementSettings;

/**
 * What a command that only looks things up is put together from, beside the classes that it names. Knows the settings of all
 * rooms, so that a wrong one stops every command alike. Not a {@code @Configuration}: the whole application must not find it.
 */
@Import(DatabaseConfiguration.class)
@EnableConfigurationProperties({
    BackupSettings.class, ClusterSettings.class, ConsoleSettings.class, DatabaseSettings.class, DeliverySettings.class, ExportSettings.class, LoadSettings.class,
    ReconcileSettings.class, ScheduleSettings.class, StatementSettings.class
})
final class Lookup {

    /** For classes that ask for a transaction by annotation. */
    @EnableTransactionManagement
    static final class Snapshots {}

    @Bean
    JdbcClient database(DataSource source) {
        return JdbcClient.create(source);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource source) {
        return new JdbcTransactionManager(source);
    }
}
