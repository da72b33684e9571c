package reckoner.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaStepTest {

    @Test
    void a_migration_that_was_made_and_not_written_down_is_written_down_and_the_next_ones_follow() {
        DataSource source = TestDatabase.freshDataSource();
        JdbcClient database = JdbcClient.create(source);
        List<String> whole = history(database);
        Schema.clean(source);
        Schema.migrate(source, whole.get(whole.size() - 4));
        database.sql("delete from flyway_schema_history where installed_rank = (select max(installed_rank) from flyway_schema_history)").update();

        Schema.migrate(source);

        assertThat(history(database)).isEqualTo(whole);
        assertThat(database.sql("select version from schema_step").query(String.class).list()).containsExactlyInAnyOrderElementsOf(whole);
        Schema.migrate(source);
        assertThat(history(database)).as("once is enough").isEqualTo(whole);
    }

    private static List<String> history(JdbcClient database) {
        return database.sql("select version from flyway_schema_history where version is not null and success order by installed_rank").query(String.class).list();
    }
}
