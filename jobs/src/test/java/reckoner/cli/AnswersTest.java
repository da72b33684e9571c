package reckoner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Reckoner;
import reckoner.database.LedgerRows;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** The verbs timeline, activity, balance and prices, as typed. */
class AnswersTest {

    private static final LedgerRows LEDGER = new LedgerRows();

    @TempDir
    static Path home;

    private record Answer(int exitCode, String out, String err) {}

    @BeforeAll
    static void a_ledger() throws Exception {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        settings().forEach(System::setProperty);
        LEDGER.account("acme", "America/New_York");
        LEDGER.account("bravo", "Asia/Kathmandu", "250.00");
        LEDGER.event("gala", "acme", "=Gala", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z");
        LEDGER.entry("acme", "2026-10-30T12:00:00Z").type(EntryType.ADD).service("Credits").amount("1250.00").balance("1250.00").add();
        LEDGER.entry("acme", "2026-11-01T05:45:00Z").event("gala").amount("0.25").balance("1249.75").add();
        LEDGER.entry("acme", "2026-11-01T06:15:00Z").event("gala").service("AI Modify (Nano Banana 2)").amount("1.50").balance("1248.25").add();
        LEDGER.entry("acme", "2026-11-01T06:20:00Z").event("gala").status(EntryStatus.FAILED).amount("0.25").balance("1248.25").add();
        LEDGER.price("AI Draw Me", "", "0.25", "2026-01-01T00:00:00Z", null);
        LEDGER.price("AI Draw Me", "Pro", "0.20", "2026-01-01T00:00:00Z", null);
    }

    @AfterAll
    static void no_settings() throws Exception {
        settings().keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> settings() throws Exception {
        var address = LEDGER.address();
        return Map.of("reckoner.database.url", address.url(), "reckoner.database.username", address.username(),
                "reckoner.database.password", address.password());
    }

    @Test
    void timeline_draws_one_row_a_day_within_the_terminal() {
        Answer answer = type("timeline", "--account", "acme");

        assertThat(answer.out()).isEqualTo("""
                Activity by day, account acme, America/New_York
                Interval    Activities  Credits used  Credits added
                ----------  ----------  ------------  -------------  -----------------------------------------------
                2026-10-30           1          0.00       1,250.00  ███████████████▋
                2026-10-31           0          0.00           0.00
                2026-11-01           3          1.75           0.00  ███████████████████████████████████████████████
                ----------  ----------  ------------  -------------  -----------------------------------------------
                Total                4          1.75       1,250.00
                """);
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void timeline_of_an_event_shows_its_two_hours_of_the_same_name() {
        assertThat(type("timeline", "--event", "gala", "--event-period", "--by", "hour", "--format", "csv").out()).isEqualTo("""
                Interval,Starts at,Ends at,Activities,Credits used,Credits added,Failed,Other credits
                2026-11-01 01:30 -04:00,2026-11-01 01:30:00 -04:00,2026-11-01 01:00:00 -05:00,1,0.25,0.00,0,0.00
                2026-11-01 01:00 -05:00,2026-11-01 01:00:00 -05:00,2026-11-01 01:30:00 -05:00,2,1.50,0.00,1,0.00
                """);
    }

    @Test
    void timeline_in_json_has_money_as_text() {
        assertThat(type("timeline", "--account", "acme", "--by", "month", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "json").out())
                .isEqualTo("""
                        {"account":"acme","event":null,"by":"month","zone":"America/New_York","rows":[
                        {"interval":"2026-11","startsAt":"2026-11-01T00:00-04:00","endsAt":"2026-12-01T00:00-05:00","activities":3,\
                        "creditsUsed":"1.75","creditsAdded":"0.00","failed":1,"otherCredits":"0.00"}]}
                        """);
    }

    @Test
    void activity_shows_the_columns_of_the_dashboard_newest_first() {
        assertThat(type("activity", "--limit", "3").out()).isEqualTo("""
                Date                        Account  Event  Service                    Type     Status   Transaction   Balance
                --------------------------  -------  -----  -------------------------  -------  -------  -----------  --------
                2026-11-01 01:20:00 -05:00  acme     gala   AI Draw Me                 Consume  Failed          0.25  1,248.25
                2026-11-01 01:15:00 -05:00  acme     gala   AI Modify (Nano Banana 2)  Consume  Success         1.50  1,248.25
                2026-11-01 01:45:00 -04:00  acme     gala   AI Draw Me                 Consume  Success         0.25  1,249.75
                """);
    }

    @Test
    void activity_as_csv_is_complete_and_no_formula() {
        assertThat(type("activity", "--search", "GALA", "--status", "failed", "--format", "csv").out()).isEqualTo("""
                Date,Account,Event,Service,Type,Status,Transaction,Balance,Event name,Time zone,Transaction id
                2026-11-01 01:20:00 -05:00,acme,gala,AI Draw Me,Consume,Failed,0.25,1248.25,'=Gala,America/New_York,T4
                """);
    }

    @Test
    void activity_as_json_is_one_object() {
        assertThat(type("activity", "--type", "Add", "--format", "json").out()).isEqualTo("""
                {"account":null,"event":null,"rows":[
                {"date":"2026-10-30T08:00-04:00","account":"acme","event":null,"service":"Credits","type":"Add","status":"Success",\
                "transaction":"1250.00","balance":"1250.00","eventName":null,"timeZone":"America/New_York","transactionId":"T1"}]}
                """);
    }

    @Test
    void activity_as_json_lines_is_an_object_a_line() {
        assertThat(type("activity", "--account", "acme", "--from", "2026-11-01", "--format", "jsonl").out().lines())
                .hasSize(3)
                .first().isEqualTo("{\"date\":\"2026-11-01T01:20-05:00\",\"account\":\"acme\",\"event\":\"gala\",\"service\":\"AI Draw Me\","
                        + "\"type\":\"Consume\",\"status\":\"Failed\",\"transaction\":\"0.25\",\"balance\":\"1248.25\",\"eventName\":\"=Gala\","
                        + "\"timeZone\":\"America/New_York\",\"transactionId\":\"T4\"}");
    }

    @Test
    void activity_as_a_workbook_goes_to_a_file_that_is_whole() throws Exception {
        Path file = home.resolve("activity.xlsx");
        Answer answer = type("activity", "--event", "gala", "--format", "xlsx", "--output", file.toString());

        assertThat(answer).isEqualTo(new Answer(0, "", ""));
        try (ZipFile book = new ZipFile(file.toFile())) {
            String sheet = new String(book.getInputStream(book.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sheet.split("<row ", -1)).hasSize(1 + 1 + 3);
            assertThat(sheet).contains("<t>=Gala</t>").contains("<v>1248.25</v>").doesNotContain("<f>");
        }
        assertThat(file.resolveSibling("activity.xlsx.part")).doesNotExist();
        assertWrong("--format xlsx needs --output FILE", "activity", "--format", "xlsx");
    }

    @Test
    void timeline_as_a_workbook_has_its_table_and_its_charts() throws Exception {
        Path file = home.resolve("timeline.xlsx");
        Answer answer = type("timeline", "--account", "acme", "--format", "xlsx", "--output", file.toString());

        assertThat(answer).isEqualTo(new Answer(0, "", ""));
        try (ZipFile book = new ZipFile(file.toFile())) {
            String sheet = new String(book.getInputStream(book.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sheet).contains("<f>SUBTOTAL(9,E2:E4)</f><v>1.75</v>");
            assertThat(book.stream().filter(entry -> entry.getName().startsWith("xl/charts/chart"))).hasSize(2);
        }
    }

    @Test
    void what_cannot_be_written_is_said() {
        Answer answer = type("activity", "--format", "csv", "--output", home.resolve("nowhere/activity.csv").toString());
        assertThat(answer.err()).contains("Cannot write ").contains("It is as it was");
        assertThat(answer.exitCode()).isEqualTo(4);
    }

    @Test
    void balance_says_since_when() {
        assertThat(type("balance").out()).isEqualTo("""
                Account  Name    Balance  Currency  As of                       Time zone
                -------  -----  --------  --------  --------------------------  ----------------
                acme     Acme   1,248.25  USD       2026-11-01 01:20:00 -05:00  America/New_York
                bravo    Bravo    250.00  USD       no entry yet                Asia/Kathmandu
                """);
    }

    @Test
    void prices_are_those_of_the_plan_and_the_date() {
        assertThat(type("prices", "--date", "2026-02-01", "--plan", "Pro").out()).isEqualTo("""
                Prices in force at 2026-02-01T00:00:00Z on plan Pro, times in UTC
                Service     Plan  Unit price  From                 To
                ----------  ----  ----------  -------------------  --
                AI Draw Me  Pro         0.20  2026-01-01 00:00:00
                """);
        assertThat(type("prices", "--date", "2025-02-01", "--format", "csv").out()).isEqualTo("Service,Plan,Unit price,From,To\n");
    }

    @Test
    void a_wrong_command_is_exit_code_2_and_says_what_is_right() {
        assertWrong("There is no account 'acne'. The nearest of 2 is 'acme'.", "timeline", "--account", "acne");
        assertWrong("There is no account 'Brawo'. The nearest of 2 is 'bravo'.", "balance", "--account", "Brawo");
        assertWrong("There is no event 'galla'. The nearest of 1 is 'gala'.", "activity", "--event", "galla");
        assertWrong("There is no service 'AI Draw Mee'. The nearest of", "activity", "--service", "AI Draw Mee");
        assertWrong("There is no type 'Credit'. Choose one of Add,", "activity", "--type", "Credit");
        assertWrong("There is no plan 'Prp'. The nearest of 1 is 'Pro'.", "prices", "--plan", "Prp");
        assertWrong("from is after to", "timeline", "--from", "2026-03-02", "--to", "2026-03-01");
        assertWrong("from is after to", "activity", "--from", "2026-03-02", "--to", "2026-03-01");
        assertWrong("Choose one of --this-year", "timeline", "--this-year", "--this-month");
        assertWrong("--event-period needs the --event", "timeline", "--event-period");
        assertWrong("Invalid value for option '--from': '1.3.2026' is no date. Write it like 2026-03-31.\nHow it is written: ./run.sh timeline --help\n", "timeline", "--from", "1.3.2026");
        assertWrong("'2026-03-01' is no instant. Write it like 2026-03-31T14:05:00Z.", "prices", "--at", "2026-03-01");
        assertWrong("'ten' is no whole number of this range. Write it like 20.", "activity", "--limit", "ten");
        assertWrong("expected one of [hour, day, month]", "timeline", "--by", "week");
        assertWrong("There is no command 'balanse'. The nearest is 'balance'.\nAll commands: ./run.sh help\n", "balanse");
        assertWrong("There is no option '--acount' of balance. The nearest is '--account", "balance", "--acount", "acme");
        assertWrong("--port is 99999, must be 0 to 65535.", "serve", "--port", "99999");
        assertWrong("--format xlsx needs --output FILE.", "timeline", "--format", "xlsx");
        assertWrong("--limit is 0", "activity", "--limit", "0");
    }

    private static void assertWrong(String message, String... arguments) {
        Answer answer = type(arguments);
        assertThat(answer.err()).contains(message);
        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
    }

    private static Answer type(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        PrintStream out = System.out;
        PrintStream err = System.err;
        var locale = java.util.Locale.getDefault();
        var zone = java.util.TimeZone.getDefault();
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(result, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(messages, true, StandardCharsets.UTF_8));
            int exitCode = Main.run(all);
            return new Answer(exitCode, result.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            java.util.Locale.setDefault(locale);
            java.util.TimeZone.setDefault(zone);
        }
    }
}
