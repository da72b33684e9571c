package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reckoner.statement.Finding;
import reckoner.statement.Samples;
import reckoner.statement.Verdict;

class FindingWordsTest {

    private static final Path CHECKS = Path.of("../sql/checks");
    private static final Path MISPLACED = Path.of("../sql/misplaced");
    private static final Path RECONCILE = Path.of("../jobs/src/main/java/reckoner/reconcile");

    /** Where a cause is named: chosen by a query, alone, or in a later part of a union; in Java beside the explanation. */
    private static final Pattern CHOICE = Pattern.compile("\\b(?:then|else) '([a-z]+(?:_[a-z]+)+|rounding)'");
    private static final Pattern ALONE = Pattern.compile("'([a-z]+(?:_[a-z]+)*)' as cause\\b|^  '([a-z]+(?:_[a-z]+)+)',$|\\bset cause = '([a-z_]+)'", Pattern.MULTILINE);
    private static final Pattern IN_JAVA = Pattern.compile("(?:Micros\\(\\)|broken), \"([a-z_]+)\",|asAmbiguous\\([^\"]*\"([a-z_]+)\"");

    @ParameterizedTest
    @EnumSource
    void every_cause_that_reconciliation_names_has_a_name_and_a_sentence(Language language) throws IOException {
        Set<String> causes = causes();
        assertThat(causes).hasSizeGreaterThan(55).contains("missing_entry", "ambiguous", "overdrawn", "duplicate", "failed_but_charged",
                "old_price", "price_time_zone", "stated_totals_differ", "shifted_time", "not_billed", "late_entry", "truncated_id");
        Set<String> known = Wording.of(language).bundle().keySet();
        assertThat(causes).allSatisfy(cause -> assertThat(known).contains("because." + cause, "cause." + cause));
    }

    @ParameterizedTest
    @EnumSource
    void every_check_has_a_name_and_a_meaning(Language language) throws IOException {
        Set<String> known = Wording.of(language).bundle().keySet();
        try (Stream<Path> checks = Files.list(CHECKS)) {
            assertThat(checks.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")).map(name -> name.substring(0, name.length() - 4)))
                    .hasSizeGreaterThan(25).allSatisfy(check -> assertThat(known).contains("check." + check, "explain." + check));
        }
    }

    @Test
    void a_finding_is_explained_in_the_language_with_its_own_figures() {
        Finding lapse = finding("running_balance", "TX-9", "lapse without entry", "1234.50", "0.00", null, false);
        assertThat(explained(Language.EN, lapse)).isEqualTo("As reconciliation wrote it.");
        assertThat(explained(Language.DE, lapse)).isEqualTo("Vor TX-9 ist das gesamte Guthaben (\u22121.234,50) ohne Buchung entfallen.");
        assertThat(explained(Language.FR, lapse)).isEqualTo("Avant TX-9, la totalité des crédits (\u22121\u202f234,50) a été perdue sans écriture.");
        assertThat(explained(Language.ES, lapse)).isEqualTo("Antes de TX-9, se perdieron todos los créditos (\u22121.234,50) sin movimiento.");
    }

    @Test
    void a_finding_names_its_usage_record_and_that_it_was_accepted() {
        Finding billed = finding("usage_amount", "TX-9", "other quantity", "0.40", "0.80", "U-7", true);
        assertThat(explained(Language.EN, billed)).isEqualTo("Accepted. As reconciliation wrote it.");
        assertThat(explained(Language.DE, billed)).isEqualTo(
                "Akzeptiert. Belastung und Nutzungssatz nennen verschiedene Mengen: belastet wurden 0,80, fällig waren 0,40. Nutzungssatz: U-7.");
    }

    @Test
    void a_cause_means_something_else_in_a_check_that_says_so() {
        assertThat(explained(Language.DE, finding("running_balance", "TX-9", "success not charged", "9.60", "10.00", null, false)))
                .isEqualTo("TX-9 ist als erfolgreich erfasst, der Saldo ist jedoch bei 10,00 geblieben; erwartet wurden 9,60.");
        assertThat(explained(Language.DE, finding("success_not_charged", "TX-9", "success not charged", "0.40", "0.00", null, false)))
                .isEqualTo("Die Aktivität ist gelungen und wurde nicht belastet; fällig waren 0,40.");
    }

    @Test
    void without_figures_a_transaction_or_a_known_cause_it_is_said_what_the_check_means() {
        String meaning = "Der Saldo folgt nicht aus dem vorherigen und dem Betrag dieser Buchung.";
        assertThat(explained(Language.DE, finding("running_balance", null, "missing entry", "1.00", "2.00", null, false))).isEqualTo(meaning);
        assertThat(explained(Language.DE, finding("running_balance", "TX-9", "a new cause", "1.00", "2.00", null, false))).isEqualTo(meaning);
        assertThat(explained(Language.DE, new Finding("D-1", "running_balance", "TX-9", BigDecimal.ONE, "missing entry", "Frozen.", true, null))).isEqualTo(meaning);
    }

    @Test
    void the_line_of_a_gap_says_what_its_finding_says() {
        Finding lapse = finding("running_balance", "TX-9", "lapse without entry", "12.50", "0.00", null, true);
        FindingWords german = words(Language.DE, lapse);
        assertThat(german.note("As reconciliation wrote it.")).isEqualTo("Vor TX-9 ist das gesamte Guthaben (\u221212,50) ohne Buchung entfallen.");
        assertThat(german.note("pending: not booked yet")).isEqualTo("offen: noch nicht gebucht");
    }

    private static String explained(Language language, Finding finding) {
        return words(language, finding).explanation(finding);
    }

    private static FindingWords words(Language language, Finding finding) {
        return new FindingWords(Wording.of(language), new Verdict(Verdict.Outcome.DISCREPANCIES, Samples.ISSUED, List.of("running_balance"), List.of(), List.of(finding)));
    }

    private static Finding finding(String check, @Nullable String transaction, String cause, String expected, String actual, @Nullable String usage, boolean accepted) {
        BigDecimal due = new BigDecimal(expected);
        BigDecimal found = new BigDecimal(actual);
        return new Finding("D-1", check, transaction, found.subtract(due), cause, "As reconciliation wrote it.", true,
                new Finding.Figures(due, found, usage, null, accepted));
    }

    /** Every cause in the words of the checks and of the walk along the balances. */
    private static Set<String> causes() throws IOException {
        Set<String> causes = new TreeSet<>();
        for (String query : texts(List.of(CHECKS, MISPLACED), ".sql")) {
            add(causes, CHOICE.matcher(query));
            add(causes, ALONE.matcher(query));
        }
        for (String source : texts(List.of(RECONCILE), ".java")) {
            add(causes, IN_JAVA.matcher(source));
        }
        return causes;
    }

    private static void add(Set<String> causes, Matcher matcher) {
        while (matcher.find()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                if (matcher.group(i) != null) {
                    causes.add(matcher.group(i));
                }
            }
        }
    }

    private static List<String> texts(List<Path> folders, String ending) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        return texts;
    }
}
