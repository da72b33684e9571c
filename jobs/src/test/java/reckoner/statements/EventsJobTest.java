package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.statement.EventReport;
import reckoner.statement.EventReport.Side;
import reckoner.statement.EventUse;
import reckoner.statement.StatementLine;
import reckoner.statements.EventsRequest.Shown;

class EventsJobTest {

    private static final String KLING = "AI Image To Video (Kling)";

    @TempDir
    Path folder;

    Application application;
    Ledger ledger;
    int account;
    int gala;
    int wedding;

    /** A gala over the end of March and a wedding between its entries. */
    @BeforeEach
    void start() {
        application = new Application(folder);
        ledger = new Ledger(application.database);
        account = ledger.account("A", "Europe/Zurich", "100.00");
        gala = ledger.event("gala", account, "2026-03-31T16:00:00Z", "2026-04-01T02:00:00Z");
        wedding = ledger.event("wedding", account, null, null);
        use("A-1", "2026-03-31T15:00:00Z", "1.00", "99.00", gala);
        use("A-2", "2026-03-31T17:00:00Z", "2.00", "97.00", wedding);
        use("A-3", "2026-03-31T21:30:00Z", "3.00", "94.00", gala);
        use("A-4", "2026-03-31T22:30:00Z", "4.00", "90.00", gala);
        use("A-5", "2026-04-02T10:00:00Z", "5.00", "85.00", gala);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_report_has_the_whole_event_and_the_balances_of_the_account() throws IOException {
        assertThat(application.events(null, null)).extracting(one -> one.event() + " " + one.outcome() + " " + one.reason())
                .containsExactly("gala made null", "wedding made null");

        assertThat(Files.readString(out("events/gala.csv")).lines().skip(1).map(line -> line.split(",", -1)[9]))
                .containsExactly("99.00", "94.00", "90.00", "85.00");
        assertThat(StatementsJobTest.text(out("events/gala.pdf"))).contains("Gala gala", "13.00", "Kling", "Before the event", "After the event");
    }

    @Test
    void months_add_up_to_the_event() {
        var march = application.issued("2026-03", "A").byEvent();
        var april = application.issued("2026-04", "A").byEvent();

        EventReport report = report(gala);

        assertThat(used(march).add(used(april))).isEqualByComparingTo(report.totals().used());
        assertThat(report.totals().used()).isEqualByComparingTo("13.00");
        assertThat(report.totals(Side.BEFORE).used()).isEqualByComparingTo("1.00");
        assertThat(report.totals(Side.DURING).used()).isEqualByComparingTo("7.00");
        assertThat(report.totals(Side.AFTER).used()).isEqualByComparingTo("5.00");
        assertThat(report.timeline()).as("ten hours of the event and two outside of it").hasSize(12);
    }

    @Test
    void reports_of_its_months_add_up_to_the_event_and_stand_beside_it() throws IOException {
        application.shown(Shown.WHOLE, null, null, "gala");
        application.shown(Shown.DAYS, "2026-03-01", "2026-03-31", "gala");
        application.shown(Shown.DAYS, "2026-04-01", "2026-04-30", "gala");

        assertThat(costs("events/gala_2026-03-01_2026-03-31.csv")).containsExactly("-1.00", "-3.00");
        assertThat(costs("events/gala_2026-04-01_2026-04-30.csv")).as("30 March, 22:30 UTC is April in Zurich")
                .containsExactly("-4.00", "-5.00");
        assertThat(costs("events/gala.csv")).containsExactly("-1.00", "-3.00", "-4.00", "-5.00");
    }

    @Test
    void the_event_period_leaves_out_what_came_before_and_after() throws IOException {
        assertThat(application.shown(Shown.EVENT_PERIOD, null, null)).extracting(one -> one.event() + " " + one.outcome())
                .containsExactly("gala made", "wedding failed");
        assertThat(costs("events/gala_event-period.csv")).containsExactly("-3.00", "-4.00");
    }

    @Test
    void days_without_an_end_reach_to_the_last_activity() throws IOException {
        application.shown(Shown.DAYS, "2026-04-01", null, "gala");
        assertThat(costs("events/gala_2026-04-01_2026-04-02.csv")).containsExactly("-4.00", "-5.00");
    }

    @Test
    void days_select_the_events_that_reach_into_them_in_the_accounts_zone() {
        assertThat(names(application.events("2026-04-01", "2026-04-01"))).as("until 04:00 in Zurich").containsExactly("gala");
        assertThat(names(application.events("2026-04-02", null))).isEmpty();
        assertThat(names(application.events(null, "2026-03-31"))).containsExactly("gala", "wedding");
        assertThat(names(application.events(null, "2026-03-30"))).isEmpty();
    }

    @Test
    void an_event_asked_for_by_name_has_a_report_even_without_entries() {
        ledger.event("quiet", account, "2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z");

        assertThat(names(application.events(null, null, "quiet"))).containsExactly("quiet");
        assertThat(out("events/quiet.pdf")).exists();
        assertThat(names(application.events(null, null))).containsExactly("gala", "wedding");
    }

    @Test
    void entries_of_other_accounts_are_left_out_and_said() {
        int other = ledger.account("B", "UTC", "10.00");
        ledger.entry(other, "B-1", "2026-03-31T17:00:00Z", KLING, EntryType.CONSUME, EntryStatus.SUCCESS, "1.00", "9.00", gala);

        assertThat(application.events(null, null, "gala")).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo("made");
            assertThat(one.reason()).isEqualTo("not in this report: entries of other accounts (1), see the check event_of_other_account");
        });
        assertThat(report(gala).totals().used()).isEqualByComparingTo("13.00");
    }

    @Test
    void an_account_that_cannot_be_read_fails_its_events_only() {
        int broken = ledger.account("C", "Mars/Olympus", "10.00");
        int fair = ledger.event("fair", broken, null, null);
        ledger.entry(broken, "C-1", "2026-03-31T17:00:00Z", KLING, EntryType.CONSUME, EntryStatus.SUCCESS, "1.00", "9.00", fair);

        assertThat(application.events(null, null)).extracting(one -> one.event() + " " + one.outcome())
                .containsExactly("fair failed", "gala made", "wedding made");
    }

    private void use(String id, String at, String amount, String balance, int event) {
        ledger.entry(account, id, at, KLING, EntryType.CONSUME, EntryStatus.SUCCESS, amount, balance, event);
    }

    private EventReport report(int event) {
        return new TransactionTemplate(application.bean(PlatformTransactionManager.class)).execute(status -> {
            Account a = application.bean(AccountChain.class).account(account);
            EventQuery query = application.bean(EventQuery.class);
            Map<Integer, List<StatementLine>> lines =
                    query.lines(a, new EventGroup(account, List.of(new EventGroup.Event(event, account, 4, 0))));
            return query.report(event, application.bean(StatementQuery.class).holder(a, Application.NOW), lines.get(event),
                    new EventsRequest(List.of(), null, null, Shown.WHOLE, Set.of(Format.CSV)), Application.NOW);
        });
    }

    private static java.math.BigDecimal used(List<EventUse> uses) {
        return uses.stream().filter(use -> "gala".equals(use.eventId())).map(EventUse::amount).findFirst().orElseThrow();
    }

    private List<String> costs(String file) throws IOException {
        return Files.readString(out(file)).lines().skip(1).map(line -> line.split(",", -1)[8]).toList();
    }

    private static List<String> names(List<Outcomes.EventOutcome> outcomes) {
        return outcomes.stream().map(Outcomes.EventOutcome::event).toList();
    }

    private Path out(String name) {
        return application.home.out().resolve(name);
    }
}
