package reckoner.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.database.TestDatabase;

/** The list of what is held of a person knows every column of a migrated database. */
class InventoryTest {

    /** Names of columns that lead to an account. */
    private static final List<String> LEADING = List.of("account_key", "account_id", "event_key", "user_id", "statement_id", "discrepancy_id", "delivery_id");

    private static JdbcClient database;

    @BeforeAll
    static void migrate() {
        database = JdbcClient.create(TestDatabase.freshDataSource());
    }

    @Test
    void every_column_of_every_table_is_classed_and_nothing_is_that_is_not_there() {
        Map<String, TreeSet<String>> classed = new TreeMap<>();
        Inventory.read().tables().forEach(table -> classed.put(table.name(), new TreeSet<>(table.columns().keySet())));

        assertThat(classed).as("a new column: say in sql/personal/columns.yaml what it holds of a person").isEqualTo(columns());
    }

    @Test
    void a_table_that_leads_to_an_account_is_held_or_says_why_not() {
        Map<String, TreeSet<String>> columns = columns();
        assertThat(Inventory.read().tables().filter(table -> table.rows() == null)).allSatisfy(table ->
                assertThat(columns.get(table.name())).as(table.name() + " is said to be about no account").doesNotContainAnyElementsOf(LEADING));
        assertThat(Inventory.read().tables().filter(table -> Inventory.EMPTY.equals(table.rows())).map(Inventory.TableOf::name)).as("of a command under way")
                .allMatch(name -> name.startsWith("stage_") || List.of("erasure_name", "prepared_file", "sweep_part").contains(name));
        assertThat(Inventory.read().held()).allSatisfy(table -> {
            assertThat(List.of(table.what(), table.source(), table.kept())).as(table.name()).allMatch(words -> !words.isBlank());
            assertThat(table.columns(Inventory.Holds.NONE)).as(table.name() + " has rows of accounts, so its columns are theirs").isEmpty();
        });
    }

    @Test
    void only_texts_name_a_person() {
        Map<String, String> types = database.sql("""
                        select table_name || '.' || column_name as name, data_type
                        from information_schema.columns
                        where table_schema = current_schema()""")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Inventory.read().tables().forEach(table -> table.columns(Inventory.Holds.PERSONAL, Inventory.Holds.TEXT).forEach(column ->
                assertThat(types.get(table.name() + "." + column)).as(table.name() + "." + column)
                        .isIn("text", "character varying", "jsonb", "ARRAY", "bytea")));
    }

    private static Map<String, TreeSet<String>> columns() {
        Map<String, TreeSet<String>> columns = new TreeMap<>();
        // A partition has the columns of its table.
        database.sql("""
                        select c.table_name, c.column_name
                        from information_schema.columns c
                        join pg_class p on p.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                        where c.table_schema = current_schema()
                          and p.relkind in ('r', 'p')
                          and not p.relispartition""")
                .query(row -> {
                    columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>()).add(row.getString(2));
                });
        assertThat(columns).hasSizeGreaterThan(60);
        return columns;
    }
}
