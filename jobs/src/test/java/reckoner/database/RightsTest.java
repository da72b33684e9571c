package reckoner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the logins that {@code sql/roles.sql} makes may do, tried with these logins. */
class RightsTest {

    private static final String REFUSED = "42501";

    private final TestDatabase.Address owned = TestDatabase.fresh();
    private final JdbcClient owner = JdbcClient.create(owned.dataSource());

    @Test
    void the_application_adds_to_what_was_booked_and_changes_nothing_of_it() {
        JdbcClient application = JdbcClient.create(owned.asApplication().dataSource());
        List<String> guarded = owner.sql("""
                        select distinct t.tgrelid::regclass::text
                        from pg_trigger t
                        where t.tgfoid = 'refuse_change()'::regprocedure""").query(String.class).list();

        assertThat(guarded).contains("ledger_entry", "load_seal", "audit_entry", "discrepancy_history", "delivery_attempt");
        for (String table : guarded) {
            String column = owner.sql("select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0 and attidentity = '' order by attnum limit 1").param("table", table)
                    .query(String.class).single();
            refused(application, "update " + table + " set " + column + " = null");
            refused(application, "delete from " + table);
            refused(application, "truncate " + table);
            refused(application, "alter table " + table + " disable trigger all");
            refused(application, "drop table " + table + " cascade");
        }
        for (String table : List.of("superseded_entry", "repeated_record", "usage_record", "payment", "statement", "statement_file", "schema_step")) {
            refused(application, "delete from " + table);
        }
        refused(application, "update statement set model = null");
        refused(application, "set session_replication_role = replica");
        refused(application, "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'");
        refused(application, "create table public.another (column_1 integer)");
        refused(application, "drop table flyway_schema_history");

        application.sql("insert into audit_entry (at, actor, role, address, act, subject, outcome, detail) values (now(), '', '', '', '', '', 'done', '')").update();
        application.sql("update statement set replaced_by = null").update();
        assertThat(application.sql("select count(*) from audit_entry").query(Integer.class).single()).isOne();
    }

    @Test
    void the_application_lets_go_of_a_person_by_the_one_function_and_not_otherwise() {
        JdbcClient application = JdbcClient.create(owned.asApplication().dataSource());
        owner.sql("insert into account (account_id, name, time_zone, currency, known) values ('A', 'Anna Muster', 'UTC', 'USD', true)").update();
        owner.sql("insert into audit_entry (at, actor, role, address, act, subject, outcome, detail) values (now(), '', '', '', '', '', 'done', 'Anna Muster called')").update();
        String erase = "select count(*) from erase_person(1, array['Anna Muster'], array[]::integer[])";

        assertThatThrownBy(() -> application.sql(erase).query(Long.class).single()).hasMessageContaining("no erasure of account 1 was begun");
        refused(application, "select set_config('reckoner.erasing', 'on', false); update audit_entry set detail = ''");
        application.sql("insert into erasure (account_key, pseudonym, reason, asked_by, begun_at) values (1, 'P-1', 'asked', 'me', now())").update();
        application.sql(erase).query(Long.class).single();

        assertThat(owner.sql("select detail from audit_entry union all select name from account order by 1").query(String.class).list()).containsExactly("P-1", "P-1 called");
        refused(application, "delete from erasure");
        refused(application, "update erasure set pseudonym = 'Anna Muster'");
        assertThatThrownBy(() -> owner.sql("update audit_entry set detail = 'other'").update()).hasMessageContaining("append-only");
        refused(JdbcClient.create(owned.asReader().dataSource()), erase);
    }

    @Test
    void a_reader_sees_the_books_and_no_secret_and_changes_nothing() {
        JdbcClient reader = JdbcClient.create(owned.asReader().dataSource());

        for (String table : List.of("ledger_entry", "entry", "account", "price", "payment", "statement", "discrepancy", "timeline_bucket")) {
            assertThat(reader.sql("select count(*) from " + table).query(Integer.class).single()).isZero();
        }
        for (String table : List.of("console_user", "api_token", "setup_token", "audit_entry", "batch_job_execution")) {
            refused(reader, "select * from " + table);
        }
        List<String> tables = owner.sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")
                .query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(50).allSatisfy(table -> {
            refused(reader, "insert into " + table + " default values");
            refused(reader, "delete from " + table);
        });
        refused(reader, "create table staging.mine (column_1 integer)");
    }

    @Test
    void a_table_that_a_later_version_makes_has_the_rights_of_its_kind() {
        TestDatabase.Address address = owned.asApplication();
        owner.sql("create table later (number integer)").update();
        owner.sql("create table later_history (number integer)").update();
        owner.sql("create trigger later_is_append_only before update or delete or truncate on later_history for each statement execute function refuse_change()").update();
        owner.sql("select grant_rights()").query((row, number) -> "").list();

        JdbcClient application = JdbcClient.create(address.dataSource());
        application.sql("insert into later values (1)").update();
        application.sql("insert into later_history values (1)").update();
        application.sql("delete from later").update();
        refused(application, "delete from later_history");
    }

    @Test
    void whose_the_tables_are_not_leaves_them_as_they_are() {
        assertThat(Schema.isOfAnother(owned.dataSource())).isFalse();
        assertThat(Schema.isOfAnother(owned.asApplication().dataSource())).isTrue();
    }

    private static void refused(JdbcClient login, String sql) {
        assertThatThrownBy(() -> login.sql(sql).update()).as(sql).rootCause()
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo(REFUSED));
    }
}
