package reckoner.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Flyway is left out only where its history says exactly what this program would make it say. */
class MigrationsTest {

    @Test
    void a_database_that_was_migrated_has_all_migrations() {
        assertThat(Migrations.areAllIn(TestDatabase.freshDataSource())).isTrue();
    }

    @Test
    void a_history_that_differs_in_anything_is_given_to_flyway() {
        DataSource source = TestDatabase.freshDataSource();
        JdbcClient database = JdbcClient.create(source);
        String newest = "where installed_rank = (select max(installed_rank) from flyway_schema_history)";

        database.sql("update flyway_schema_history set checksum = checksum + 1 " + newest).update();
        assertThat(Migrations.areAllIn(source)).as("another content").isFalse();
        database.sql("update flyway_schema_history set checksum = checksum - 1, success = false " + newest).update();
        assertThat(Migrations.areAllIn(source)).as("one failed").isFalse();
        database.sql("update flyway_schema_history set success = true, version = '9999' " + newest).update();
        assertThat(Migrations.areAllIn(source)).as("one of a newer program").isFalse();
        database.sql("delete from flyway_schema_history " + newest).update();
        assertThat(Migrations.areAllIn(source)).as("one is missing").isFalse();
        Schema.clean(source);
        assertThat(Migrations.areAllIn(source)).as("nothing was migrated").isFalse();
    }

    @Test
    void an_empty_database_is_brought_up_to_date_once() {
        DataSource source = TestDatabase.freshDataSource();
        Schema.clean(source);

        Schema.bringUpToDate(source);

        assertThat(Migrations.areAllIn(source)).isTrue();
    }
}
