package reckoner.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;
import reckoner.Sha256;
import reckoner.TestApplication;
import reckoner.document.Branding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PersonalExportTest {

    @TempDir
    static Path folder;

    private static TestApplication application;
    private static HolderWorld world;
    private static JsonNode tables;

    @BeforeAll
    static void export() throws IOException {
        application = TestApplication.start();
        world = HolderWorld.in(application);
        application.bean(PersonalExport.class).write(HolderWorld.ACCOUNT, folder.resolve("one"), Branding.load(Path.of("../config/branding")));
        tables = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("one/data.json"))).get("tables");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void every_table_that_is_held_is_in_it_with_every_row_of_the_account() {
        assertThat(tables.propertyNames()).containsExactlyInAnyOrderElementsOf(
                Inventory.read().held().stream().map(Inventory.TableOf::name).toList());
        for (String table : List.of("ledger_entry", "event", "payment", "usage_record", "built_bucket", "discrepancy", "statement", "plan_change")) {
            long rows = application.database().sql("select count(*) from " + table + " where account_key = :account").param("account", world.account())
                    .query(Long.class).single();
            assertThat(rows(table)).as(table).hasSize(Math.toIntExact(rows)).isNotEmpty();
        }
    }

    @Test
    void whatever_leads_to_the_person_is_in_it_and_nothing_of_others() throws IOException {
        assertThat(rows("delivery_attempt")).singleElement().matches(row -> row.get("address").asString().equals(HolderWorld.EMAIL));
        assertThat(rows("audit_entry")).as("by the login, about the account, and naming the person").hasSize(3);
        assertThat(rows("console_user")).singleElement().matches(row -> row.get("name").asString().equals(HolderWorld.LOGIN));
        assertThat(rows("discrepancy_history")).anyMatch(row -> row.get("note").asString("").contains(HolderWorld.NAME));
        assertThat(rows("rejected_record")).singleElement().matches(row -> row.get("value").asString().contains(HolderWorld.NAME));
        assertThat(rows("account")).singleElement().matches(row -> row.get("email").asString().equals(HolderWorld.EMAIL));

        String text = Files.readString(folder.resolve("one/data.json"));
        assertThat(text).doesNotContain("\"password_hash\"", "\"token_hash\"", HolderWorld.OTHER_NAME, "\"" + HolderWorld.OTHER + "\"", "\"" + HolderWorld.ACCOUNT + "0\"");
    }

    @Test
    void amounts_are_exact_and_instants_have_their_zone() {
        JsonNode entry = rows("ledger_entry").stream().filter(row -> row.get("transaction_id").asString().equals("T-2")).findFirst().orElseThrow();

        assertThat(new BigDecimal(entry.get("amount").asString())).isEqualByComparingTo("0.123456");
        assertThat(entry.get("amount").isString()).as("no reader makes a double of it").isTrue();
        assertThat(entry.get("occurred_at").asString()).isEqualTo("2026-10-02T09:00:00.000000Z");
        assertThat(List.of(entry.get("service").asString(), entry.get("type").asString(), entry.get("status").asString(), entry.get("event").asString()))
                .containsExactly("AI Draw Me", "Consume", "Success", "EV-1");
    }

    @Test
    void the_summary_can_be_read_and_issued_documents_lie_beside_it() throws IOException {
        String pdf;
        try (var document = Loader.loadPDF(folder.resolve("one/summary.pdf").toFile())) {
            pdf = new PDFTextStripper().getText(document);
        }
        assertThat(pdf).contains(HolderWorld.NAME, HolderWorld.EMAIL, "Account " + HolderWorld.ACCOUNT, "Ledger entries", "ledger feed", "S-000001",
                "This is everything that the database");
        TreeMap<String, String> hashes = new TreeMap<>();
        application.database().sql("select file_name, sha256 from statement_file join statement using (statement_id) where account_key = :account")
                .param("account", world.account())
                .query(row -> {
                    hashes.put(Path.of(row.getString(1)).getFileName().toString(), row.getString(2));
                });
        assertThat(hashes).hasSize(2);
        for (var file : hashes.entrySet()) {
            assertThat(Sha256.of(folder.resolve("one/statements").resolve(file.getKey()))).isEqualTo(file.getValue());
        }
    }

    @Test
    void an_export_replaces_the_one_before_and_nothing_else() throws IOException {
        PersonalExport exports = application.bean(PersonalExport.class);
        Branding branding = Branding.load(Path.of("../config/branding"));
        Path again = folder.resolve("again");
        exports.write(HolderWorld.ACCOUNT, again, branding);
        assertThat(exports.write(HolderWorld.ACCOUNT, again, branding).missingFiles()).isZero();

        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("diary.txt"), "of somebody");
        assertThatThrownBy(() -> exports.write(HolderWorld.ACCOUNT, foreign, branding)).isInstanceOf(Failure.class).hasMessageContaining("holds something else");
        assertThat(foreign.resolve("diary.txt")).exists();
        assertThatThrownBy(() -> exports.write("nobody", again, branding)).isInstanceOf(Failure.class).hasMessageContaining("There is no account 'nobody'");
    }

    private static List<JsonNode> rows(String table) {
        return StreamSupport.stream(tables.get(table).get("rows").spliterator(), false).toList();
    }
}
