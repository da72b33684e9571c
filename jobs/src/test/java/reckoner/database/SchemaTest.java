package reckoner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

class SchemaTest {

    private final DataSource source = TestDatabase.freshDataSource();
    private final JdbcClient database = JdbcClient.create(source);

    @Test
    void types_and_states_are_the_same_in_java_and_in_sql() {
        for (EntryType type : EntryType.values()) {
            assertThat(database.sql("select name || sign from entry_type where type = :code").param("code", type.code())
                            .query(String.class).single())
                    .isEqualTo(type.title() + type.effect(1));
        }
        for (EntryStatus status : EntryStatus.values()) {
            assertThat(database.sql("select name from entry_status where status = :code").param("code", status.code())
                            .query(String.class).single())
                    .isEqualTo(status.title());
        }
        assertThat(database.sql("select (select count(*) from entry_type) + (select count(*) from entry_status)")
                        .query(Integer.class).single())
                .isEqualTo(EntryType.values().length + EntryStatus.values().length);
    }

    @Test
    void the_ledger_refuses_updates_and_deletes() {
        database.sql("select new_ledger_partition(7), attach_ledger_partition(7)").query((row, n) -> "").single();
        for (String table : List.of("ledger_entry", "ledger_entry_0", "ledger_entry_7")) {
            for (String change : List.of("update %s set line_no = 1", "delete from %s", "truncate %s")) {
                assertThatThrownBy(() -> database.sql(change.formatted(table)).update()).rootCause().hasMessageContaining(table + " is append-only");
            }
        }
    }
}
