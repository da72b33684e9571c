package reckoner.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator of A1 asks for what is A2's: it is told what it would be told if there were no A2. */
class OwnAccountsTest {

    private static TestConsole console;
    private static Visitor opal;
    private static Visitor finn;

    @BeforeAll
    static void start() {
        console = TestConsole.start();
        opal = console.signedIn("opal");
        finn = console.signedIn("finn");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard?account=", "/events?account=", "/activity?account=", "/activity.csv?account=", "/activity.json?account="})
    void another_account_is_not_there(String page) {
        assertThat(opal.get(page + "A1").statusCode()).isEqualTo(200);
        var other = opal.get(page + "A2");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(text(other.body())).isEqualTo(text(opal.get(page + "NONE").body()));
        assertThat(finn.get(page + "A2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event?id=", "/activity?event=", "/activity.csv?event="})
    void another_accounts_event_is_not_there(String page) {
        assertThat(opal.get(page + "E1").statusCode()).isEqualTo(200);
        assertThat(opal.get(page + "E2").statusCode()).isEqualTo(404);
        assertThat(opal.get(page + "E2%27%20or%201=1").statusCode()).isEqualTo(404);
        assertThat(finn.get(page + "E2").statusCode()).isEqualTo(200);
    }

    @Test
    void lists_have_own_rows_only() {
        assertThat(opal.get("/activity.csv").body()).contains("T1").doesNotContain("T2");
        assertThat(finn.get("/activity.csv").body()).contains("T1").contains("T2");
        assertThat(opal.get("/events").body()).contains("Event E1").doesNotContain("Event E2");
        assertThat(opal.get("/").headers().firstValue("Location").orElseThrow()).endsWith("/dashboard?account=A1");
        assertThat(console.database().sql("select count(*) from audit_entry where actor = 'opal' and outcome = 'refused'").query(Long.class).single())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/activity?after=-1", "/activity?after=x_y", "/activity?type=Nonsense", "/activity?from=yesterday", "/activity?from=2026-05-01&to=2026-04-01",
        "/activity?after=99999999999999999999_1", "/dashboard?account=A1&range=decade", "/events?after=x", "/prices?date=2026-13-01", "/prices?plan=Nonsense",
        "/activity?service=%27--", "/dashboard?account=A1&range=dates&from=0001-01-01&to=9999-01-01"})
    void values_that_mean_nothing_are_refused_and_nothing_breaks(String page) {
        var answer = finn.get(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("select ");
    }

    @Test
    void a_name_with_markup_is_only_text() {
        console.database().sql("update event set name = '<script>alert(1)</script>' where event_id = 'E2'").update();
        for (String page : List.of("/events", "/event?id=E2", "/activity?search=%3Cscript%3E")) {
            assertThat(finn.get(page).body()).as(page).doesNotContain("<script>alert").doesNotContain("value=\"<script");
        }
    }

    private static String text(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "").replaceAll("NONE|A2", "");
    }
}
