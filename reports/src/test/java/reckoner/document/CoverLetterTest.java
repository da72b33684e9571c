package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class CoverLetterTest {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    @Test
    void a_letter_says_which_statement_of_which_month() {
        assertThat(CoverLetter.of(Language.EN, "S-000001", MARCH, null, "Booth A", "Booth Cloud")).isEqualTo(new CoverLetter(
                "Statement S-000001, March 2026", "Booth A\n\nenclosed is your statement S-000001 for March 2026.\n\nBooth Cloud\n"));
    }

    @Test
    void a_restated_one_says_what_it_replaces_in_the_language_of_the_statement() {
        assertThat(CoverLetter.of(Language.DE, "S-000009", MARCH, "S-000001", "Booth A", "Booth Cloud")).isEqualTo(new CoverLetter(
                "Neu gefasster Kontoauszug S-000009, März 2026", "Booth A\n\nanbei Ihr neu gefasster Kontoauszug S-000009 für März 2026.\n"
                        + "Er ersetzt den Kontoauszug S-000001; was sich geändert hat, steht darauf.\n\nBooth Cloud\n"));
        assertThat(CoverLetter.of(Language.FR, "S-9", MARCH, null, "A", "B").subject()).isEqualTo("Relevé S-9, mars 2026");
        assertThat(CoverLetter.of(Language.ES, "S-9", MARCH, null, "A", "B").subject()).isEqualTo("Extracto S-9, marzo de 2026");
    }
}
