package reckoner.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import reckoner.Home;
import reckoner.database.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {

    @TempDir
    Path folder;

    @Test
    void a_database_that_may_forget_what_it_acknowledged_is_bad_and_the_remedy_is_named() throws Exception {
        TestDatabase.Address address = TestDatabase.fresh();
        SingleConnectionDataSource one = new SingleConnectionDataSource(address.url(), address.username(), address.password(), true);
        try {
            JdbcClient database = JdbcClient.create(one);
            database.sql("set synchronous_commit = off").update();
            Sign off = only(new DatabaseSigns(database).all(Duration.ofSeconds(2)), "synchronous_commit");
            database.sql("set synchronous_commit = remote_apply").update();
            Sign on = only(new DatabaseSigns(database).all(Duration.ofSeconds(2)), "synchronous_commit");

            assertThat(off).isEqualTo(new Sign("synchronous_commit", Sign.State.BAD, "off",
                    "A power cut may lose what was acknowledged. In postgresql.conf: synchronous_commit = on"));
            assertThat(on.state()).isEqualTo(Sign.State.GOOD);
        } finally {
            one.destroy();
        }
    }

    @Test
    void a_clock_that_is_apart_and_a_run_that_died_are_told() {
        JdbcClient database = JdbcClient.create(TestDatabase.freshDataSource());
        database.sql("insert into batch_job_instance (job_instance_id, job_name, job_key) values (1, 'load', 'k')").update();
        database.sql("""
                insert into batch_job_execution (job_execution_id, job_instance_id, create_time, status)
                values (1, 1, now(), 'STARTED')""").update();

        List<Sign> signs = new DatabaseSigns(database).all(Duration.ofHours(-1));

        assertThat(only(signs, "Clock").state()).isEqualTo(Sign.State.WARN);
        assertThat(only(signs, "Runs")).extracting(Sign::state, Sign::found).containsExactly(Sign.State.WARN, "1 died");
        assertThat(only(new DatabaseSigns(database).all(Duration.ofHours(1)), "Clock").state()).isEqualTo(Sign.State.GOOD);
    }

    @Test
    void with_which_rights_the_program_works_is_told() {
        TestDatabase.Address owned = TestDatabase.fresh();

        Sign application = only(new DatabaseSigns(JdbcClient.create(owned.asApplication().dataSource())).all(Duration.ofHours(1)), "Rights in the database");
        JdbcClient.create(owned.dataSource()).sql("grant delete on ledger_entry to reckoner_application").update();
        Sign changer = only(new DatabaseSigns(JdbcClient.create(owned.asApplication().dataSource())).all(Duration.ofHours(1)), "Rights in the database");

        assertThat(application).extracting(Sign::state, Sign::found).containsExactly(Sign.State.GOOD, "application: what was booked can only be added to");
        assertThat(changer.found()).as("the script takes away what is too much").isEqualTo(application.found());
    }

    @Test
    void secrets_that_others_may_read_are_told() throws Exception {
        Home home = new Home(folder.resolve("home")).prepared();
        Path config = Files.createDirectories(folder.resolve("config"));
        Path settings = Files.writeString(config.resolve("reckoner.yaml"), "reckoner:\n  delivery:\n    mail:\n      password: geheim\n");
        Files.writeString(config.resolve("feeds.yaml"), "# password: none here\n");

        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(only(HomeSigns.all(home, config), "Secrets in reckoner.yaml").state()).isEqualTo(Sign.State.WARN);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        assertThat(HomeSigns.all(home, config)).filteredOn(s -> s.what().startsWith("Secrets")).singleElement()
                .matches(s -> s.state() == Sign.State.GOOD);
    }

    @Test
    void backups_that_are_not_encrypted_are_told() throws Exception {
        Home home = new Home(folder.resolve("home")).prepared();
        Path config = folder.resolve("config");
        assertThat(HomeSigns.all(home, config)).as("none was made").noneMatch(sign -> sign.what().equals("Backups"));
        Path backups = Files.createDirectories(home.root().resolve("backups"));
        Files.writeString(backups.resolve("locked.zip.enc"), "RECKONER backup 1\nand so on");
        assertThat(only(HomeSigns.all(home, config), "Backups")).isEqualTo(new Sign("Backups", Sign.State.GOOD, "1, all encrypted", ""));
        Files.writeString(backups.resolve("open.zip"), "PK and so on");
        assertThat(only(HomeSigns.all(home, config), "Backups")).extracting(Sign::state, Sign::found)
                .containsExactly(Sign.State.WARN, "1 of 2 not encrypted: open.zip");
    }

    @Test
    void the_machine_of_the_tests_can_draw_documents() {
        assertThat(MachineSigns.all()).filteredOn(s -> s.what().equals("Fonts")).singleElement().hasToString(
                "Sign[what=Fonts, state=GOOD, found=DejaVu Sans can be drawn with, remedy=]");
    }

    @Test
    void a_library_is_listed_with_its_licences() {
        assertThat(Components.read(JsonMapper.builder().build().readTree("""
                {"components": [
                  {"group": "org.b", "name": "b", "version": "2", "licenses": [{"license": {"name": "Own"}}, {"license": {"id": "MIT"}}]},
                  {"group": "org.a", "name": "a", "version": "1", "licenses": [{"expression": "EPL-2.0 OR MIT"}]}]}""")))
                .containsExactly(new Components.Component("org.a", "a", "1", "EPL-2.0 OR MIT"), new Components.Component("org.b", "b", "2", "Own or MIT"));
    }

    private static Sign only(List<Sign> signs, String what) {
        return signs.stream().collect(Collectors.toMap(Sign::what, Function.identity())).get(what);
    }
}
