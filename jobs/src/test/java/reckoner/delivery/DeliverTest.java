package reckoner.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.run.Runs;

class DeliverTest {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    @TempDir
    Path folder;

    PostOffice office = PostOffice.plain();
    TestApplication application;

    @BeforeEach
    void start() throws Exception {
        application = TestApplication.start(mail("starttls", "false"));
    }

    @AfterEach
    void stop() {
        application.close();
        office.close();
    }

    @Test
    void a_statement_goes_to_its_own_account_once() throws Exception {
        issued("A", "S-000001");
        issued("B", "S-000002");
        application.database().sql("insert into branding (branding_key, words) values ('es', '{\"issuer\": \"Cloud\", \"language\": \"ES\"}')").update();
        application.database().sql("update statement set branding_key = 'es' where number = 'S-000002'").update();

        assertThat(states(deliver(MARCH))).containsExactly("S-000001 sent", "S-000002 sent");
        assertThat(deliver(MARCH)).isEmpty();

        assertThat(office.mails).extracting(PostOffice.Mail::to).containsExactly("a@booth.example", "b@booth.example");
        assertThat(office.mails.get(0).text()).contains("Subject: Statement S-000001, March 2026", "X-Reckoner-Statement: S-000001",
                "A_2026-03_S-000001.pdf", "Message-ID: <S-000001.mail.").doesNotContain("S-000002");
        assertThat(office.mails.get(1).text()).contains("Subject: Extracto S-000002, marzo de 2026", "adjuntamos su extracto S-000002 de marzo de 2026.");
    }

    @Test
    void an_address_that_is_refused_for_good_stops_no_other() throws Exception {
        issued("A", "S-000001");
        issued("B", "S-000002");
        office.doorman = to -> to.startsWith("a@") ? new RejectException(550, "no such mailbox") : null;

        List<Deliveries.Delivery> round = deliver(MARCH);

        assertThat(states(round)).containsExactly("S-000001 failed", "S-000002 sent");
        assertThat(round.get(0).answer()).contains("550", "no such mailbox");
        assertThat(round.get(0).address()).isEqualTo("a@booth.example");
        office.doorman = to -> null;
        assertThat(deliver(MARCH)).isEmpty();
        assertThat(states(run(null, true))).containsExactly("S-000001 sent");
    }

    @Test
    void a_greylisted_mail_waits_and_keeps_its_message_id() throws Exception {
        issued("A", "S-000001");
        office.doorman = to -> new RejectException(451, "come again");

        assertThat(states(deliver(MARCH))).containsExactly("S-000001 queued");
        office.doorman = to -> null;
        assertThat(states(run(null, false))).containsExactly("S-000001 queued");
        later();
        assertThat(states(run(null, false))).containsExactly("S-000001 sent");
        assertThat(office.mails).hasSize(1);
    }

    @Test
    void a_mail_whose_answer_was_lost_goes_again_under_the_same_id_and_is_called_doubtful() throws Exception {
        issued("A", "S-000001");
        office.drops = true;
        assertThat(states(deliver(MARCH))).containsExactly("S-000001 queued");
        office.drops = false;
        later();

        List<Deliveries.Delivery> round = run(null, false);

        assertThat(states(round)).containsExactly("S-000001 sent");
        assertThat(round.get(0).doubtful()).isTrue();
        assertThat(office.mails).hasSize(2);
        assertThat(messageIds()).hasSize(2).allMatch(id -> id.equals(messageIds().get(0)));
    }

    @Test
    void a_run_that_died_while_it_sent_is_told_from_one_that_had_recorded() throws Exception {
        issued("A", "S-000001");
        issued("B", "S-000002");
        deliver(MARCH);
        application.database().sql("update delivery set state = 'sending' where message_id like '<S-000002%'").update();

        List<Deliveries.Delivery> round = run(null, false);

        assertThat(states(round)).containsExactly("S-000002 sent");
        assertThat(round.get(0).doubtful()).isTrue();
        assertThat(office.mails).extracting(PostOffice.Mail::to).containsExactly("a@booth.example", "b@booth.example", "b@booth.example");
    }

    @Test
    void while_the_server_is_away_everything_waits_and_nothing_is_given_up() throws Exception {
        issued("A", "S-000001");
        issued("B", "S-000002");
        office.close();

        for (int i = 0; i < 12; i++) {
            assertThat(states(i == 0 ? deliver(MARCH) : run(null, true))).containsExactly("S-000001 queued", "S-000002 queued");
        }
        assertThat(application.database().sql("select max(attempts) from delivery").query(Integer.class).single()).isZero();
        assertThat(run(null, true).get(0).answer()).startsWith("localhost:" + office.port());
    }

    @Test
    void what_was_replaced_before_it_was_sent_is_not_sent_and_its_replacement_is() throws Exception {
        issued("A", "S-000001");
        office.doorman = to -> new RejectException(451, "come again");
        deliver(MARCH);
        office.doorman = to -> null;
        new TransactionTemplate(application.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            application.database().sql("update statement set replaced_by = 'S-000009' where number = 'S-000001'").update();
            issued("A", "S-000009", "S-000001");
        });
        later();

        assertThat(states(run(null, false))).containsExactly("S-000001 cancelled", "S-000009 sent");
        assertThat(office.mails).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("Restated statement S-000009", "It replaces statement S-000001"));
    }

    @Test
    void documents_that_are_not_as_issued_and_accounts_without_address_are_not_served() throws Exception {
        issued("A", "S-000001");
        issued("B", "S-000002");
        Files.writeString(out("A", "S-000001"), "forged");
        application.database().sql("update account set email = null where account_id = 'B'").update();

        List<Deliveries.Delivery> round = deliver(MARCH);

        assertThat(states(round)).containsExactly("S-000001 queued", "S-000002 failed");
        assertThat(round.get(0).answer()).contains("was changed after it was issued");
        assertThat(round.get(1).answer()).isEqualTo("the account has no e-mail address");
        assertThat(office.mails).isEmpty();
    }

    @Test
    void a_statement_of_another_account_stops_all_mail() throws Exception {
        issued("A", "S-000001");
        application.database().sql("update statement set model = jsonb_set(model, '{holder,accountId}', '\"Z\"')").update();

        assertThatThrownBy(() -> deliver(MARCH)).isInstanceOf(Failure.class)
                .hasMessageContaining("Statement S-000001 is of account Z and was to go to account A");
        assertThat(office.mails).isEmpty();
    }

    @Test
    void mails_are_encrypted_with_an_authority_that_is_trusted() throws Exception {
        application.close();
        office.close();
        office = PostOffice.encrypted(folder);
        application = TestApplication.start(mail("starttls", "true"));
        issued("A", "S-000001");
        assertThat(states(deliver(MARCH))).containsExactly("S-000001 queued");
        assertThat(office.mails).isEmpty();
        application.close();
        application = TestApplication.start(mail("certificates", folder.resolve("authority.pem").toString()));
        issued("A", "S-000001");

        assertThat(states(deliver(MARCH))).containsExactly("S-000001 sent");
    }

    @Test
    void a_folder_gets_each_month_in_a_folder_of_its_own() throws Exception {
        application.close();
        application = TestApplication.start(Map.of("reckoner.delivery.targets", "folder", "reckoner.delivery.folder", folder.resolve("shelf").toString()));
        issued("A", "S-000001");

        assertThat(states(deliver(MARCH))).containsExactly("S-000001 sent");
        assertThat(folder.resolve("shelf/2026-03/A_2026-03_S-000001.pdf")).hasContent("document S-000001");
        assertThat(deliver(MARCH)).isEmpty();
    }

    private Map<String, String> mail(String key, String value) {
        return Map.of("reckoner.delivery.targets", "mail", "reckoner.delivery.mail.host", "localhost", "reckoner.delivery.mail.port",
                Integer.toString(office.port()), "reckoner.delivery.mail.from", "ledger@cloud.example", "reckoner.delivery.mail." + key, value);
    }

    private List<Deliveries.Delivery> deliver(YearMonth month) {
        return run(month, false);
    }

    private List<Deliveries.Delivery> run(YearMonth month, boolean again) {
        Deliveries deliveries = application.bean(Deliveries.class);
        long request = deliveries.nextRequest();
        application.bean(Runs.class).start(Deliveries.JOB, deliveries.parameters(request, month, again));
        return deliveries.of(request);
    }

    private void later() {
        application.database().sql("update delivery set next_attempt_at = next_attempt_at - interval '1 day'").update();
    }

    private static List<String> states(List<Deliveries.Delivery> round) {
        return round.stream().map(one -> one.number() + " " + one.state()).toList();
    }

    private List<String> messageIds() {
        return office.mails.stream().flatMap(mail -> mail.text().lines()).filter(line -> line.startsWith("Message-ID:")).toList();
    }

    private Path out(String account, String number) {
        return application.home().out().resolve("statements/2026-03/%s_2026-03_%s.pdf".formatted(account, number));
    }

    private void issued(String account, String number) {
        issued(account, number, null);
    }

    /** As the register keeps a statement, with a document in its place. */
    private void issued(String account, String number, @Nullable String replaces) {
        application.database().sql("""
                        insert into account (account_id, name, time_zone, currency, email, known)
                        values (:id, :id, 'UTC', 'USD', lower(:id) || '@booth.example', true)
                        on conflict do nothing""").param("id", account).update();
        application.database().sql("insert into branding (branding_key, words) values ('k', '{\"issuer\": \"Cloud\", \"language\": \"EN\"}') on conflict do nothing").update();
        long statement = application.database().sql("""
                        insert into statement (number, account_key, starts_at, ends_at, month, opening, closing, issued_at, model, branding_key, replaces)
                        select :number, account_key, '2026-03-01Z', '2026-04-01Z', '2026-03', 0, 0, '2026-04-02Z',
                          jsonb_build_object('holder', jsonb_build_object('accountId', account_id)), 'k', :replaces
                        from account where account_id = :id
                        returning statement_id""")
                .param("number", number).param("replaces", replaces).param("id", account).query(Long.class).single();
        byte[] bytes = ("document " + number).getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(out(account, number).getParent());
            Files.write(out(account, number), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        application.database().sql("insert into statement_file (statement_id, format, file_name, sha256, bytes) values (:id, 'pdf', :name, :sha256, :bytes)")
                .param("id", statement).param("name", "statements/2026-03/%s_2026-03_%s.pdf".formatted(account, number))
                .param("sha256", sha256(bytes)).param("bytes", bytes.length).update();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
