package reckoner.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.OwnProcess;
import reckoner.Sha256;
import reckoner.TestApplication;
import reckoner.document.Branding;
import reckoner.load.Receipt;
import reckoner.run.Runs;
import reckoner.seal.LedgerProof;
import reckoner.statements.Format;
import reckoner.statements.Outcomes;
import reckoner.statements.StatementsRequest;
import reckoner.statements.Verification;

/** One world, erased once by an erasure that died on its way; each test looks at what it is about. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureTest {

    private static final List<String> NAMES = List.of(HolderWorld.NAME, HolderWorld.OLD_NAME, HolderWorld.EMAIL, HolderWorld.EVENT_NAME, HolderWorld.REFERENCE, HolderWorld.LOGIN, "the bride of Tim");

    @TempDir
    static Path folder;

    private static TestApplication application;
    private static HolderWorld world;
    private static List<String> findingsBefore;
    private static String otherRowsBefore;
    private static String booksBefore;
    private static Path copyOfStatement;
    private static Erasure.Erased dry;
    private static Erasure.Erased erased;

    @BeforeAll
    static void erase() throws IOException, InterruptedException {
        application = TestApplication.start();
        world = HolderWorld.in(application);
        plant();
        findingsBefore = world.reconcile();
        booksBefore = books();
        otherRowsBefore = ofOthers();
        application.bean(PersonalExport.class).write(HolderWorld.ACCOUNT, application.bean(PersonalExport.class).folder(HolderWorld.ACCOUNT), Branding.load(Path.of("../config/branding")));
        Path issued = files(application.home().out()).stream().filter(file -> file.getFileName().toString().startsWith("ACC-1_") && file.toString().endsWith(".pdf") && !file.toString().contains("personal")).findFirst().orElseThrow();
        copyOfStatement = Files.copy(issued, folder.resolve("a-copy-that-somebody-has.pdf"));
        TreeSet<Path> filesBefore = files(application.home().root());
        List<String> textsBefore = textsWithNames();
        assertThat(textsBefore).as("the names are in many places").hasSizeGreaterThan(25);

        Erasure erasure = application.bean(Erasure.class);
        dry = erasure.erase(request(true));
        assertThat(textsWithNames()).as("a dry run changes nothing").isEqualTo(textsBefore);
        assertThat(files(application.home().root())).isEqualTo(filesBefore);

        // Amid the files: what is found in one of them alone has to be known to the next start.
        die(14);
        erased = application.bean(Runs.class).exclusively("personal erase", () -> erasure.erase(request(false)));
    }

    /** Begin it in a process of its own, which halts at that failpoint. */
    private static void die(int failpoint) throws IOException, InterruptedException {
        ProcessBuilder builder = OwnProcess.of(List.of("-XX:TieredStopAtLevel=1"), List.of("personal", "erase", "--account", HolderWorld.ACCOUNT,
                        "--confirm", HolderWorld.ACCOUNT, "--reason", "asked for by letter", "--also", "the bride of Tim", "--home", application.home().root().toString()))
                .redirectErrorStream(true);
        builder.environment().put(Failpoint.VARIABLE, Integer.toString(failpoint));
        builder.environment().put("RECKONER_DATABASE_URL", application.address().url());
        builder.environment().put("RECKONER_DATABASE_USERNAME", application.address().username());
        builder.environment().put("RECKONER_DATABASE_PASSWORD", application.address().password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(Failpoint.KILLED);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    /** The names in every column that the list says may hold one, beside what the world has done. */
    private static void plant() {
        JdbcClient database = application.database();
        int account = world.account();
        for (Inventory.TableOf table : Inventory.read().held()) {
            for (String column : table.columns(Inventory.Holds.TEXT)) {
                if (List.of("arguments", "files").contains(column) || table.name().equals("erasure")) {
                    continue;
                }
                // Only where there are rows; what is append-only is written by the world itself.
                boolean guarded = database.sql("select exists (select 1 from pg_trigger where tgrelid = cast(:table as regclass) and tgfoid = 'refuse_change()'::regprocedure)")
                        .param("table", table.name()).query(Boolean.class).single();
                boolean sealed = table.name().equals("load");
                if (!guarded && !sealed) {
                    String text = List.of("assignee", "proposed_by", "accepted_by", "asked_by", "paused_by").contains(column) ? HolderWorld.LOGIN : "of " + HolderWorld.NAME + " said";
                    database.sql("update " + table.name() + " set " + column + " = left(:text, 200) where " + column + " is not null").param("text", text).update();
                }
            }
        }
        database.sql("""
                        insert into due_run (name, task, arguments, due_at, asked_by, state, not_before, message)
                        values ('', 'buy', jsonb_build_object('account', 'ACC-1', 'reference', cast(:name as text)), now(), :login, 'done', now(), :name)""")
                .param("name", HolderWorld.NAME).param("login", HolderWorld.LOGIN).update();
        database.sql("update load set file_name = 'accounts of ' || :name where feed = 'accounts'").param("name", HolderWorld.OLD_NAME).update();
        database.sql("insert into audit_entry (at, actor, role, address, act, subject, outcome, detail) values (now(), 'maria', '', '', '', '', 'done', 'she is the bride of Tim')").update();
        database.sql("insert into prepared_statement (request, account_key, month, model) values (99, :account, '2026-10', :name)").param("account", account).param("name", HolderWorld.NAME).update();
    }

    private static Erasure.Request request(boolean dryRun) {
        return new Erasure.Request(HolderWorld.ACCOUNT, "asked for by letter", "tester", List.of("the bride of Tim"), dryRun);
    }

    @Test
    @Order(1)
    void no_name_is_left_in_any_text_of_the_database() {
        assertThat(textsWithNames()).isEmpty();
        JdbcClient database = application.database();
        assertThat(database.sql("select name || coalesce(email, '') from account where account_id = 'ACC-1'").query(String.class).single()).isEqualTo(erased.pseudonym());
        assertThat(erased.pseudonym()).matches("P-[0-9A-F]{8}");
        assertThat(database.sql("select name from event where event_id = 'EV-1'").query(String.class).single()).isEqualTo("EV-1");
        assertThat(database.sql("select reference from payment where payment_id in ('P-1', 'P-3') order by payment_id").query(String.class).list())
                .containsExactly(erased.pseudonym(), erased.pseudonym());
        assertThat(database.sql("select note from discrepancy_history where note is not null").query(String.class).single())
                .isEqualTo("to maria: ask %1$s (%1$s)".formatted(erased.pseudonym()));
        assertThat(database.sql("select disabled_at is not null from console_user where name = :name").param("name", erased.pseudonym()).query(Boolean.class).single()).isTrue();
        assertThat(dry.rows().keySet()).as("the dry run told the same").isEqualTo(erased.rows().keySet());
    }

    @Test
    @Order(2)
    void no_name_is_left_in_the_files_of_the_home() throws IOException {
        for (Path file : files(application.home().root())) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            assertThat(NAMES).as(file.toString()).noneMatch(text::contains).noneMatch(name -> text.contains(name.replace("\"", "\"\"")));
        }
        assertThat(files(application.home().out())).as("of others only").isNotEmpty().noneMatch(file -> file.toString().contains("ACC-1_") || file.toString().contains("personal"));
        assertThat(files(application.home().out())).as("also where an event is called the same").extracting(file -> file.getFileName().toString())
                .contains("ACC-2_2026-10_S-000003.pdf", "ACC-2_2026-10_S-000003.xlsx");
        assertThat(erased.left()).isEmpty();
        assertThat(dry.removed()).hasSizeGreaterThan(5).containsAll(erased.removed()).noneMatch(Files::exists);
        assertThat(dry.rewritten()).hasSize(4).containsAll(erased.rewritten()).allMatch(Files::exists);
    }

    @Test
    @Order(3)
    void the_books_are_as_they_were_and_prove_it() {
        assertThat(books()).isEqualTo(booksBefore);
        assertThat(ofOthers()).isEqualTo(otherRowsBefore);
        assertThat(application.bean(LedgerProof.class).prove(null).holds()).isTrue();
        assertThat(world.reconcile()).isEqualTo(findingsBefore);
        assertThat(erased.kept()).containsEntry("ledger entries (amounts, times, seals)", 3L).containsEntry("SHA-256 of issued documents", 2L);
    }

    @Test
    @Order(4)
    void a_copy_that_somebody_has_is_still_known_and_is_not_made_again() {
        Verification.Answer answer = application.bean(Verification.class).of(copyOfStatement);
        assertThat(answer.ours()).isTrue();
        assertThat(answer.words()).contains("number S-000001", "for account ACC-1 (" + erased.pseudonym() + ")", "were erased on");

        Outcomes outcomes = application.bean(Outcomes.class);
        long request = outcomes.nextRequest();
        application.bean(Runs.class).start(StatementsRequest.JOB, new StatementsRequest(HolderWorld.MONTH, List.of(HolderWorld.ACCOUNT), EnumSet.of(Format.PDF, Format.CSV), false)
                .parameters(request));
        assertThat(application.database().sql("select outcome || ': ' || reason from statement_outcome where request = :request").param("request", request).query(String.class).single())
                .startsWith("already issued: its documents were erased with their holder's name");
        assertThat(files(application.home().out())).noneMatch(file -> file.toString().contains("ACC-1_"));
    }

    @Test
    @Order(5)
    void a_later_file_does_not_bring_the_name_back_and_says_so() throws IOException {
        Receipt accounts = world.deliver("accounts-new.csv", HolderWorld.ACCOUNTS.replace("ACC-10,Tenth", "ACC-10,Tenth and last")).get(0);
        Receipt events = world.deliver("events-new.csv", "event_id,account_id,name,starts_at,ends_at\nEV-1,ACC-1,Hochzeit von Zoë & Tim,2026-10-02T08:00:00Z,2026-10-03T09:00:00Z\n").get(0);
        Receipt payments = world.deliver("payments-new.csv", """
                payment_id,account_id,paid_at,amount,credits,status,reference
                P-1,ACC-1,2026-10-01T08:59:00Z,50.00,50.00,Success,"Danke, Ihre Zoë Überall"
                P-4,ACC-1,2026-10-20T08:59:00Z,9.00,9.00,Success,"Danke, Ihre Zoë Überall"
                """).get(0);

        assertThat(List.of(accounts, events, payments)).extracting(Receipt::state).containsOnly(Receipt.State.LOADED);
        assertThat(List.of(accounts, events, payments)).extracting(Receipt::withheld).containsExactly(1L, 1L, 2L);
        assertThat(payments.known()).as("the payment that was there").isOne();
        assertThat(application.database().sql("select name from account where account_id = 'ACC-10'").query(String.class).single()).isEqualTo("Tenth and last");
        assertThat(textsWithNames()).isEmpty();
        no_name_is_left_in_the_files_of_the_home_beside(accounts, events, payments);
    }

    private void no_name_is_left_in_the_files_of_the_home_beside(Receipt... receipts) throws IOException {
        for (Receipt receipt : receipts) {
            Path file = files(application.home().processed()).stream().filter(f -> f.getFileName().toString().startsWith(receipt.sha256().substring(0, 8))).findFirst().orElseThrow();
            assertThat(Files.readString(file)).doesNotContain("Zoë", HolderWorld.EMAIL);
            assertThat(Sha256.of(file)).isNotEqualTo(receipt.sha256());
        }
    }

    @Test
    @Order(6)
    void a_file_is_known_as_it_was_delivered_and_as_it_lies_there() throws IOException {
        Receipt again = world.deliver("accounts.csv", HolderWorld.ACCOUNTS).get(0);
        assertThat(again.again()).as("as it was delivered").isTrue();
        assertThat(files(application.home().inbox())).as("and is put away without the name").isEmpty();
        Path here = files(application.home().processed()).stream().filter(file -> file.getFileName().toString().equals(again.sha256().substring(0, 8) + "-accounts.csv")).findFirst().orElseThrow();
        assertThat(Files.readString(here)).isEqualTo(HolderWorld.ACCOUNTS.replace("\"Zoë \"\"Quinn\"\" Überall, Fotos\"", "\"" + erased.pseudonym() + "\"").replace(HolderWorld.EMAIL, ""));

        Receipt rewritten = world.deliver("accounts-from-processed.csv", Files.readString(here)).get(0);
        assertThat(rewritten.again()).as("as it lies there").isTrue();
        assertThat(rewritten.load()).isEqualTo(again.load());
        assertThat(textsWithNames()).isEmpty();
    }

    @Test
    @Order(7)
    void done_again_it_changes_nothing_and_the_reason_may_not_name_the_person() {
        Erasure erasure = application.bean(Erasure.class);
        Erasure.Erased again = erasure.erase(request(false));

        assertThat(again.pseudonym()).isEqualTo(erased.pseudonym());
        assertThat(again.rewritten()).isEmpty();
        assertThat(again.removed()).isEmpty();
        assertThatThrownBy(() -> erasure.erase(new Erasure.Request(HolderWorld.OTHER, "for plain prints LTD", "tester", List.of(), false)))
                .isInstanceOf(Failure.class).hasMessageContaining("The reason names the person");
        assertThatThrownBy(() -> erasure.erase(new Erasure.Request(HolderWorld.OTHER, " ", "tester", List.of(), false)))
                .isInstanceOf(Failure.class).hasMessageContaining("needs a reason");
        assertThat(application.database().sql("select name from account where account_id = 'ACC-2'").query(String.class).single()).isEqualTo(HolderWorld.OTHER_NAME);
    }

    @Test
    @Order(8)
    void a_document_that_was_issued_to_somebody_else_is_never_removed() {
        Erasure erasure = application.bean(Erasure.class);

        Erasure.Erased same = erasure.erase(new Erasure.Request("ACC-10", "one person, two accounts", "tester", List.of(HolderWorld.OTHER_NAME), true));

        assertThat(same.left()).anyMatch(one -> one.contains("ACC-2_2026-10_S-000003.xlsx: was issued to another account"));
        assertThat(same.removed()).isNotEmpty().allMatch(file -> file.getFileName().toString().startsWith("ACC-10_"));
    }

    /** Columns of text, whatever table, in which one of the names stands. */
    private static List<String> textsWithNames() {
        List<String> found = new ArrayList<>();
        application.database().sql("""
                        select c.table_name, c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema()
                          and t.table_type = 'BASE TABLE'
                          and c.data_type in ('text', 'jsonb', 'character varying', 'ARRAY')
                        order by 1, 2""")
                .query((row, number) -> List.of(row.getString(1), row.getString(2))).list()
                .forEach(column -> {
                    String text = "lower(" + column.get(1) + "::text)";
                    for (String name : NAMES) {
                        // As it is, and as it stands in a document.
                        boolean holds = application.database().sql("select exists (select 1 from " + column.get(0) + " where strpos(" + text + ", lower(:name)) > 0 or strpos("
                                        + text + ", lower(:json)) > 0)")
                                .param("name", name).param("json", name.replace("\"", "\\\"")).query(Boolean.class).single();
                        if (holds) {
                            found.add(column.get(0) + "." + column.get(1) + " " + name);
                        }
                    }
                });
        return found;
    }

    /** Figures, times, ids and hashes of the account. */
    private static String books() {
        return String.join("\n", application.database().sql("""
                        select e::text from ledger_entry e
                        union all
                        select concat_ws(' ', number, opening, closing, starts_at, issued_at, model -> 'lines' -> 0 ->> 'amount', model ->> 'closing') from statement
                        union all
                        select f::text from statement_file f
                        union all
                        select concat_ws(' ', payment_id, paid_at, amount_micros, credits_micros, status) from payment where payment_id <> 'P-4'
                        union all
                        select l.head::text from load_seal l
                        order by 1""").query(String.class).list());
    }

    private static String ofOthers() {
        return String.join("\n", application.database().sql("""
                        select a::text from account a where account_id = 'ACC-2'
                        union all
                        select v::text from event v where event_id = 'EV-2'
                        union all
                        select s.model::text from statement s join account a using (account_key) where account_id <> 'ACC-1'
                        union all
                        select concat_ws(' ', name, role, stamp, disabled_at) from console_user where name = 'agency'
                        order by 1""").query(String.class).list());
    }

    private static TreeSet<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.startsWith(application.home().database())).collect(TreeSet::new, Collection::add, Collection::addAll);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
