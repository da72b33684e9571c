package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;
import reckoner.Sha256;
import reckoner.document.Branding;
import reckoner.run.Runs;
import reckoner.statement.StatementLine;

class StatementsJobTest {

    private static final String NANO = "AI Modify (Nano Banana 2)";

    @TempDir
    Path folder;

    Application application;
    Ledger ledger;

    @BeforeEach
    void start() {
        application = new Application(folder);
        ledger = new Ledger(application.database);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_month_becomes_documents_whose_figures_are_those_of_the_ledger() throws IOException {
        lively("A");

        var outcomes = application.statements("2026-03", EnumSet.allOf(Format.class), false, "A");

        assertThat(words(outcomes)).containsExactly("A issued S-000001 null");
        assertThat(text(out("statements/2026-03/A_2026-03_S-000001.pdf")))
                .contains("S-000001", "Booth A", "March 2026", "100.00", "12.50", "137.50", "Nano Banana 2", "Not checked");
        assertThat(numbers(out("statements/2026-03/A_2026-03_S-000001.xlsx"))).contains(100.00, 12.50, 50.00, 137.50);
        assertThat(Files.readString(out("statements/2026-03/A_2026-03_S-000001.csv")).lines().skip(1).map(line -> line.split(",", -1)[9]))
                .containsExactly("87.50", "137.50");
        assertThat(Files.walk(application.home.unfinishedDocuments()).filter(Files::isRegularFile)).isEmpty();
        application.close();
        assertThat(Files.list(application.home.unfinishedDocuments())).isEmpty();
    }

    @Test
    void an_account_that_fails_costs_no_number_and_stops_no_other() {
        lively("A");
        ledger.account("B", "Mars/Olympus", "0.00");
        lively("C");
        lively("D");
        lively("E");
        application.database.sql("update account set name = :name where account_id in ('C', 'E')").param("name", Application.UNPRINTABLE).update();
        lively("F");

        assertThat(words(application.issue("2026-03"))).containsExactly(
                "A issued S-000001 null",
                "B failed null Unknown time-zone ID: Mars/Olympus",
                "C failed null the paper is torn",
                "D issued S-000002 null",
                "E failed null the paper is torn",
                "F issued S-000003 null");
        assertThat(application.issue("2026-04").stream().map(Outcomes.StatementOutcome::number).filter(n -> n != null))
                .containsExactly("S-000004", "S-000005", "S-000006");
        assertThat(application.statement("S-000005").previousNumber()).isEqualTo("S-000002");
        assertThat(application.database.sql("select last_number from statement_number").query(Long.class).single()).isEqualTo(6);
    }

    @Test
    void issuing_again_changes_nothing_and_makes_missing_files_again_byte_for_byte() throws IOException {
        lively("A");
        application.statements("2026-03", EnumSet.of(Format.PDF, Format.XLSX), false, "A");
        Path pdf = out("statements/2026-03/A_2026-03_S-000001.pdf");
        Path xlsx = out("statements/2026-03/A_2026-03_S-000001.xlsx");
        byte[] bytes = Files.readAllBytes(pdf);
        byte[] cells = Files.readAllBytes(xlsx);
        Files.delete(pdf);
        Files.delete(xlsx);
        application.database.sql("update account set name = 'Renamed', time_zone = 'Asia/Tokyo'").update();
        ledger.use(key("A"), "A-late", "2026-03-20T10:00:00Z", NANO, "1.00", "136.50");

        assertThat(words(application.issue("2026-03", "A"))).containsExactly("A already issued S-000001 pdf made again; xlsx made again");

        assertThat(Files.readAllBytes(pdf)).isEqualTo(bytes);
        assertThat(Files.readAllBytes(xlsx)).isEqualTo(cells);
        assertThat(words(application.issue("2026-03", "A"))).containsExactly("A already issued S-000001 null");
        assertThat(application.database.sql("select count(*) from statement").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void what_was_issued_and_found_no_place_has_it_when_the_same_request_goes_on() throws IOException {
        lively("A");
        lively("B");
        Files.createDirectories(out("statements"));
        Path inTheWay = Files.createFile(out("statements/2026-03"));
        long request = application.bean(Outcomes.class).nextRequest();
        var parameters = new StatementsRequest(YearMonth.parse("2026-03"), List.of(), EnumSet.of(Format.PDF), false).parameters(request);

        assertThatThrownBy(() -> application.bean(Runs.class).start(StatementsRequest.JOB, parameters))
                .isInstanceOf(Failure.class).hasMessageContaining("2026-03").hasMessageContaining("What was issued is in the register");
        Files.delete(inTheWay);
        application.bean(Runs.class).start(StatementsRequest.JOB, parameters);

        assertThat(words(application.bean(Outcomes.class).statements(request))).containsExactly("A issued S-000001 null", "B issued S-000002 null");
        assertThat(Sha256.of(out("statements/2026-03/A_2026-03_S-000001.pdf"))).isEqualTo(application.database.sql(
                "select sha256 from statement_file join statement using (statement_id) where number = 'S-000001'").query(String.class).single());
        assertThat(out("statements/2026-03/B_2026-03_S-000002.pdf")).exists();
    }

    @Test
    void after_a_change_of_zone_a_month_begins_where_the_one_before_it_ended() throws IOException {
        lively("A");
        ledger.use(key("A"), "A-4", "2026-03-31T23:00:00Z", NANO, "2.50", "135.00"); // 1 April in Zurich, 31 March in New York
        lively("B");
        ledger.use(key("B"), "B-4", "2026-03-31T16:00:00Z", NANO, "2.50", "135.00"); // 31 March in Zurich, 1 April in Tokyo
        application.issue("2026-03");
        application.database.sql("update account set time_zone = case account_id when 'A' then 'America/New_York' else 'Asia/Tokyo' end").update();

        assertThat(words(application.issue("2026-04"))).containsExactly("A issued S-000003 null", "B issued S-000004 null");

        assertThat(application.statement("S-000003").lines()).extracting(StatementLine::transactionId).containsExactly("A-4");
        assertThat(application.statement("S-000004").lines()).isEmpty();
        for (String[] pair : new String[][] {{"S-000001", "S-000003"}, {"S-000002", "S-000004"}}) {
            assertThat(application.statement(pair[1]).period().from()).isEqualTo(application.statement(pair[0]).period().to());
            assertThat(application.statement(pair[1]).opening()).isEqualByComparingTo(application.statement(pair[0]).closing());
        }
        assertThat(text(out("statements/2026-04/A_2026-04_S-000003.pdf")))
                .contains("where S-000001 ended; new time zone", "31 March 2026 18:00", "1 May 2026 00:00");
        assertThat(words(application.statements("2026-04", Set.of(Format.CSV), false, "A"))).containsExactly("A already issued S-000003 csv added");
        assertThat(out("statements/2026-04/A_2026-04_S-000003.csv")).exists();
    }

    @Test
    void a_ledger_longer_than_a_pdf_lists_comes_with_the_files_that_do() {
        Branding brand = Branding.standard().listing(1);

        assertThat(Printing.formats(Set.of(Format.PDF), 2, brand)).containsExactlyInAnyOrder(Format.PDF, Format.XLSX, Format.CSV);
        assertThat(Printing.formats(Set.of(Format.PDF), 1, brand)).containsExactly(Format.PDF);
        assertThat(Printing.formats(Set.of(Format.CSV), 2, brand)).containsExactly(Format.CSV);
    }

    @Test
    void a_format_asked_for_later_is_added_from_the_frozen_statement() throws IOException {
        lively("A");
        application.issue("2026-03", "A");
        application.database.sql("update account set name = 'Renamed'").update();

        assertThat(words(application.statements("2026-03", Set.of(Format.CSV), false, "A"))).containsExactly("A already issued S-000001 csv added");
        assertThat(Files.readString(out("statements/2026-03/A_2026-03_S-000001.csv"))).contains("A-2", "87.50");
        assertThat(application.database.sql("select count(*) from statement_file").query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void a_document_changed_on_the_disk_is_left_and_said() throws IOException {
        lively("A");
        application.issue("2026-03", "A");
        Path pdf = out("statements/2026-03/A_2026-03_S-000001.pdf");
        Files.writeString(pdf, "forged");

        assertThat(application.issue("2026-03", "A").get(0).reason())
                .isEqualTo("out/statements/2026-03/A_2026-03_S-000001.pdf was changed after it was issued; remove it and repeat to have it as it was");
        assertThat(pdf).hasContent("forged");
    }

    @Test
    void what_was_committed_before_the_disk_failed_is_put_in_place_by_the_next_run() throws IOException {
        lively("A");
        Files.createDirectories(out("statements"));
        Files.writeString(out("statements/2026-03"), "in the way");
        assertThatThrownBy(() -> application.issue("2026-03", "A")).isInstanceOf(Failure.class).hasMessageContaining("Cannot put");
        Files.delete(out("statements/2026-03"));

        assertThat(words(application.issue("2026-03", "A"))).containsExactly("A already issued S-000001 pdf made again");
        assertThat(Sha256.of(out("statements/2026-03/A_2026-03_S-000001.pdf")))
                .isEqualTo(application.database.sql("select sha256 from statement_file").query(String.class).single());
    }

    @Test
    void a_statement_that_does_not_continue_the_one_before_is_refused() {
        lively("A");
        application.issue("2026-03", "A");
        ledger.use(key("A"), "A-late", "2026-03-20T10:00:00Z", NANO, "1.00", "136.50");

        assertThat(words(application.issue("2026-04", "A"))).containsExactly(
                "A failed null opening balance 136.50 is not the closing balance 137.50 of statement S-000001 (difference -1.00): "
                        + "entries changed after it was issued. Nothing was issued. Restate that one first (--restate).");
        assertThat(application.database.sql("select last_number from statement_number").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void a_statement_that_does_not_lead_to_the_one_after_is_refused() {
        lively("A");
        application.issue("2026-04", "A");
        ledger.use(key("A"), "A-late", "2026-03-20T10:00:00Z", NANO, "1.00", "136.50");

        assertThat(application.issue("2026-03", "A").get(0).reason())
                .startsWith("closing balance 136.50 is not the opening balance 137.50 of statement S-000001 (difference -1.00)");
    }

    @Test
    void a_month_that_is_not_over_is_only_drafted() throws IOException {
        lively("A");

        assertThat(words(application.issue("2026-05", "A"))).containsExactly(
                "A failed null 2026-05 is not over before 1 June 2026 00:00 (Europe/Zurich). Wait, or ask for a --draft.");
        assertThat(words(application.statements("2026-05", Set.of(Format.PDF), true, "A"))).containsExactly("A draft null null");
        assertThat(text(out("statements/2026-05/A_2026-05-draft.pdf"))).containsIgnoringCase("draft");
        assertThat(application.database.sql("select count(*) from statement").query(Long.class).single()).isZero();
        assertThat(application.database.sql("select count(*) from statement_number").query(Long.class).single()).isZero();
    }

    @Test
    void ids_that_make_no_file_names_are_told_apart() {
        for (String id : List.of("a/b", "a_b", "../../etc", "写真", "a b")) {
            lively(id);
        }

        assertThat(application.issue("2026-03")).allSatisfy(one -> assertThat(one.outcome()).isEqualTo("issued"));
        assertThat(application.statements("2026-03", Set.of(Format.CSV), true)).hasSize(5);
        assertThat(out("statements/2026-03").toFile().list()).hasSize(10);
    }

    @Test
    void a_file_is_known_by_its_bytes_alone() throws IOException {
        lively("A");
        application.issue("2026-03", "A");
        Path pdf = out("statements/2026-03/A_2026-03_S-000001.pdf");
        Path other = Files.copy(pdf, folder.resolve("other name"));
        Verification verification = application.bean(Verification.class);

        assertThat(verification.of(other).words()).isEqualTo("issued by us as number S-000001 on 2026-05-05 for account A (Booth A), month 2026-03");
        byte[] bytes = Files.readAllBytes(pdf);
        bytes[bytes.length / 2] ^= 1;
        Files.write(other, bytes);
        assertThat(verification.of(other).ours()).isFalse();
        assertThat(verification.of(other).words()).isEqualTo("not issued by us, or changed since");
    }

    /** An account in Zurich with 100.00 at the beginning of March and 137.50 at its end. */
    private void lively(String id) {
        int account = ledger.account(id, "Europe/Zurich", "0.00");
        ledger.add(account, id + "-1", "2026-02-10T10:00:00Z", "100.00", "100.00");
        ledger.use(account, id + "-2", "2026-03-10T10:00:00Z", NANO, "12.50", "87.50");
        ledger.add(account, id + "-3", "2026-03-11T10:00:00Z", "50.00", "137.50");
    }

    private int key(String id) {
        return application.database.sql("select account_key from account where account_id = :id").param("id", id).query(Integer.class).single();
    }

    private Path out(String name) {
        return application.home.out().resolve(name);
    }

    private static List<String> words(List<Outcomes.StatementOutcome> outcomes) {
        return outcomes.stream().map(one -> one.account() + " " + one.outcome() + " " + one.number() + " " + one.reason()).toList();
    }

    static String text(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<Double> numbers(Path xlsx) throws IOException {
        try (var workbook = WorkbookFactory.create(xlsx.toFile(), null, true)) {
            return Stream.iterate(0, i -> i < workbook.getNumberOfSheets(), i -> i + 1)
                    .map(workbook::getSheetAt)
                    .flatMap(StatementsJobTest::cells)
                    .filter(cell -> cell.getCellType() == CellType.NUMERIC)
                    .map(Cell::getNumericCellValue)
                    .toList();
        }
    }

    private static Stream<Cell> cells(Sheet sheet) {
        Stream.Builder<Cell> cells = Stream.builder();
        for (Row row : sheet) {
            row.forEach(cells::add);
        }
        return cells.build();
    }
}
