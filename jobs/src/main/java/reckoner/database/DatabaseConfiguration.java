package reckoner.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reckoner.Failpoint;
import reckoner.Reckoner;

/** Connections to the database of the settings, started where it is an embedded one. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    /** System property that names a folder for unpacked programs that several homes may share. */
    static final String CACHE_PROPERTY = "reckoner.cache";

    /** Setting of processes that join others: the schema has to be theirs already. */
    static final String AS_IT_IS = "reckoner.schema-as-it-is";

    /** Whoever asks for connections gets them to a schema of this version. */
    @Bean
    HikariDataSource dataSource(DatabaseSettings settings, ObjectProvider<EarlyStart.Starting> embedded, Environment environment) {
        HikariDataSource source = new HikariDataSource(pool(settings, embedded, environment));
        try {
            if (environment.getProperty(AS_IT_IS, Boolean.class, false)) {
                Schema.requireCurrent(source);
            } else {
                bringUpToDate(settings, source);
            }
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** With the owner's login where there is one; a login that may not change the tables insists that they are as they should be. */
    private static void bringUpToDate(DatabaseSettings settings, DataSource source) {
        if (settings.hasOwner()) {
            Schema.bringUpToDate(new DriverManagerDataSource(
                    String.valueOf(settings.url()), String.valueOf(settings.ownerUsername()), String.valueOf(settings.ownerPassword())));
        } else if (Schema.isOfAnother(source)) {
            Schema.requireCurrent(source);
        } else {
            Schema.bringUpToDate(source);
        }
    }

    private static HikariConfig pool(DatabaseSettings settings, ObjectProvider<EarlyStart.Starting> embedded, Environment environment) {
        HikariConfig pool = new HikariConfig();
        if (settings.external()) {
            pool.setJdbcUrl(settings.url());
            pool.setUsername(settings.username());
            pool.setPassword(settings.password());
        } else {
            EmbeddedServer server = embedded.getObject().server();
            pool.setJdbcUrl(server.url());
            pool.setUsername(server.username());
            pool.setPassword(server.password());
        }
        pool.setPoolName("reckoner");
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(30_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // Sessions of one process have one name, so that those of a process that does not answer can be ended together.
        pool.addDataSourceProperty("ApplicationName", "reckoner-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        // Sessions of an outside server get the zone that ours has; nothing may depend on a server's default.
        // Filters that were not asked for fold away only in a plan for the very values; serve asks often enough to get one for any.
        pool.addDataSourceProperty("options", "-c timezone=UTC" + (environment.matchesProfiles(Reckoner.SERVE) ? " -c plan_cache_mode=force_custom_plan" : ""));
        pool.setInitializationFailTimeout(10_000);
        if (Failpoint.isOn()) {
            pool.getDataSourceProperties().setProperty("user", pool.getUsername());
            pool.getDataSourceProperties().setProperty("password", pool.getPassword());
            pool.setDataSource(FailingConnections.to(pool.getJdbcUrl(), pool.getDataSourceProperties()));
        }
        return pool;
    }
}
