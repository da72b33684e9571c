package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reckoner.statement.CheckNotRun;
import reckoner.statement.Period;
import reckoner.statement.Samples;
import reckoner.statement.Verdict;

class WordingTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}|&[PN]");
    private static final Wording ENGLISH = Wording.of(Language.EN);

    @ParameterizedTest
    @EnumSource
    void every_language_has_every_key_with_the_same_places_for_values(Language language) {
        Wording words = Wording.of(language);
        assertThat(keys(words)).isEqualTo(keys(ENGLISH)).hasSizeGreaterThan(250);
        for (String key : keys(ENGLISH)) {
            String text = words.bundle().getString(key);
            assertThat(text).as("%s in %s", key, language).isNotBlank();
            if (!key.startsWith("date.")) {
                assertThat(places(text)).as("%s in %s", key, language).isEqualTo(places(ENGLISH.bundle().getString(key)));
            }
        }
        assertThat(words.say("date.months").split(" ")).hasSize(12).doesNotHaveDuplicates();
        assertThat(words.say("date.months.short").split(" ")).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void figures_have_the_separators_of_the_language() {
        BigDecimal amount = new BigDecimal("-1234567.895");
        assertThat(ENGLISH.money(amount)).isEqualTo("\u22121,234,567.895");
        assertThat(Wording.of(Language.DE).money(amount)).isEqualTo("\u22121.234.567,895");
        assertThat(Wording.of(Language.FR).money(amount)).isEqualTo("\u22121\u202f234\u202f567,895");
        assertThat(Wording.of(Language.ES).movement(new BigDecimal("49"))).isEqualTo("+49,00");
        assertThat(Wording.of(Language.DE).percent(new BigDecimal("12.5"))).isEqualTo("12,5 %");
    }

    @Test
    void dates_have_the_order_and_the_months_of_the_language() {
        Instant at = Instant.parse("2026-03-01T13:05:33Z");
        assertThat(ENGLISH.longMoment(at, Samples.ZURICH)).isEqualTo("1 March 2026 14:05");
        assertThat(Wording.of(Language.DE).longMoment(at, Samples.ZURICH)).isEqualTo("1. März 2026 14:05");
        assertThat(Wording.of(Language.ES).longMoment(at, Samples.ZURICH)).isEqualTo("1 de marzo de 2026 14:05");
        assertThat(Wording.of(Language.FR).moment(at, Samples.ZURICH)).isEqualTo("01/03/2026 14:05:33");
        assertThat(Wording.of(Language.DE).moment(Instant.parse("2026-10-25T00:30:00Z"), Samples.ZURICH))
                .as("the hour that occurs twice").isEqualTo("25.10.2026 02:30:00 +02:00");
        assertThat(Wording.of(Language.FR).period(Period.month(YearMonth.of(2026, 8), Samples.ZURICH))).isEqualTo("août 2026");
        assertThat(Wording.of(Language.ES).period(
                Period.days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2), Samples.ZURICH)))
                .isEqualTo("1 de marzo de 2026 – 2 de marzo de 2026");
    }

    @Test
    void words_of_the_ledger_are_translated_if_they_are_known() {
        Wording german = Wording.of(Language.DE);
        assertThat(german.known("Consume")).isEqualTo("Verbrauch");
        assertThat(german.known("pending: not booked yet")).isEqualTo("offen: noch nicht gebucht");
        assertThat(german.known("AI Draw Me")).isEqualTo("AI Draw Me");
        assertThat(german.check("running_balance")).isEqualTo("laufender Saldo");
        assertThat(german.cause("lapse without entry")).isEqualTo("Verfall ohne Buchung");
        assertThat(ENGLISH.cause("a_new_cause")).isEqualTo("a new cause");
    }

    @Test
    void what_could_not_be_checked_never_reads_as_agreed() {
        assertThat(VerdictWords.headline(ENGLISH, Verdict.notChecked(Samples.ISSUED, "no reconciliation has run")))
                .isEqualTo("Not checked: this statement has not been reconciled");
        Verdict partly = new Verdict(Verdict.Outcome.AGREES, Samples.ISSUED, List.of("running_balance"),
                List.of(new CheckNotRun("usage_amount", "no usage feed")), List.of());
        assertThat(VerdictWords.headline(ENGLISH, partly)).isEqualTo("Reconciled in part: what was checked agrees");
        assertThat(VerdictWords.detail(ENGLISH, partly, Samples.ZURICH))
                .isEqualTo("1 check ran; 1 could not run as of 1 April 2026 06:00. Not checked: usage amount (no usage feed).");
    }

    @Test
    void a_language_is_known_by_its_tag() {
        assertThat(Language.of("de-AT")).isEqualTo(Language.DE);
        assertThatThrownBy(() -> Language.of("tlh")).hasMessage("'tlh' is no language of the documents. Known are en, de, fr, es.");
    }

    private static Set<String> keys(Wording words) {
        return new TreeSet<>(words.bundle().keySet());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
