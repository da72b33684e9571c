package reckoner.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the lines of a feed, value by value. */
class FeedReaderTest extends FeedReading {

    @Test
    void a_good_line_becomes_a_typed_row() {
        assertThat(lines(HEADER, GOOD).firstRows()).containsExactly(
                "transaction_id=T1, account_id=acme, occurred_at=2026-03-01T09:00:00Z, service=AI Draw Me, type=Consume, status=Success,"
                        + " quantity=1.00, amount=1.50, balance=8.50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount      | NaN                          | is no number as this feed writes them
            amount      | Infinity                     | is no number as this feed writes them
            amount      | -Infinity                    | is no number as this feed writes them
            amount      | 1e3                          | is no number as this feed writes them
            amount      | 1E1000000000                 | is no number as this feed writes them
            amount      | 0x1F                         | is no number as this feed writes them
            amount      | 1_000.00                     | is no number as this feed writes them
            amount      | +5.00                        | is no number as this feed writes them
            amount      | 5.                           | is no number as this feed writes them
            amount      | .50                          | is no number as this feed writes them
            amount      | 5                            | has fewer than 2 decimals
            amount      | 5.0                          | has fewer than 2 decimals
            amount      | ' 5.00'                      | is no number as this feed writes them
            amount      | 05.00                        | is no number as this feed writes them
            amount      | 1.234.50                     | is no number as this feed writes them
            amount      | EUR 5.00                     | is no number as this feed writes them
            amount      | 5.00-                        | is no number as this feed writes them
            amount      | (5.00)                       | is no number as this feed writes them
            amount      | ٥.٠٠                         | is no number as this feed writes them
            amount      | ５.００                        | is no number as this feed writes them
            amount      | 1.1234567                    | has more than 6 decimals
            amount      | 1234567890123.00             | has more than 12 digits before the point
            amount      | -1.50                        | is negative
            amount      | ''                           | is empty
            amount      | NULL                         | is no number as this feed writes them
            quantity    | 0                            | is not above zero
            quantity    | -1                           | is not above zero
            quantity    | 1.                           | is no number as this feed writes them
            balance     | ''                           | is empty although the entry is not pending
            sequence    | 1.5                          | is no whole number
            sequence    | 007                          | is no whole number
            occurred_at | 2026-02-29T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-02-30T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-13-01T00:00:00Z         | is a day that does not exist
            occurred_at | 2026-00-00T00:00:00Z         | is a day that does not exist
            occurred_at | 0001-01-01T00:00:00Z         | has a year before 1900 or after 2199
            occurred_at | 9999-01-01T00:00:00Z         | has a year before 1900 or after 2199
            occurred_at | 2026-03-01T23:59:60Z         | is a time that does not exist; there is no 24:00 and no leap second
            occurred_at | 2026-03-01T24:00:00Z         | is a time that does not exist; there is no 24:00 and no leap second
            occurred_at | 2026-03-01T09:00:00          | has no offset
            occurred_at | 2026-03-01T09:00:00+15:59    | has an offset that no place has
            occurred_at | 2026-03-01T09:00:00Z+01:00   | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00+0100     | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00[UTC]     | has no offset that is understood
            occurred_at | 2026-03-01T09:00:00.1234567Z | is finer than a microsecond
            occurred_at | 2026-03-01                   | is a date without time and offset
            occurred_at | 2026-03-01 09:00:00Z         | is no instant
            occurred_at | 2026-3-4T09:00:00Z           | is no instant
            occurred_at | 03/04/2026                   | is no instant
            occurred_at | now                          | is no instant
            occurred_at | infinity                     | is no instant
            occurred_at | 1772355600                   | is no instant
            occurred_at | 46000                        | is no instant
            type        | consume                      | is no type
            type        | Charge                       | is no type
            status      | SUCCESS                      | is no status
            status      | Done                         | is no status
            account_id  | ac me                        | has the character ' ', which no id may have
            account_id  | аcme                         | has the character 'а', which no id may have
            account_id  | ''                           | is empty
            service     | ''                           | is empty
            """)
    void a_wrong_value_is_rejected_with_its_reason(String column, String value, String reason) {
        Preview preview = lines(HEADER, GOOD, with(column, value), GOOD);

        assertThat(onlyReason(preview)).isEqualTo("3|" + column + "|" + value + "|" + reason);
        assertThat(preview).extracting(Preview::rows, Preview::accepted, Preview::rejected).containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount      | 0.00                              | amount=0.00
            amount      | -0.00                             | amount=0.00
            amount      | 999999999999.999999               | amount=999999999999.999999
            balance     | -12.345678                        | balance=-12.345678
            quantity    | 0.000001                          | quantity=0.000001
            occurred_at | 2026-03-01T09:00:00.000001+14:00  | occurred_at=2026-02-28T19:00:00.000001Z
            occurred_at | 2024-02-29T00:00:00-03:30         | occurred_at=2024-02-29T03:30:00Z
            sequence    | 0                                 | sequence=0
            service     | =cmd                              | service==cmd
            """)
    void an_unusual_value_is_taken_exactly(String column, String value, String shown) {
        assertThat(lines(HEADER, with(column, value)).firstRows().get(0)).contains(shown.replace("\\\\", "\\"));
    }

    @Test
    void invisible_characters_in_an_id_are_shown_escaped() {
        assertThat(onlyReason(lines(HEADER, with("account_id", "ac\u202Eme\u00A0"))))
                .isEqualTo("2|account_id|ac\\u202Eme\\u00A0|has the character '\\u202E', which no id may have");
    }

    @Test
    void a_line_that_begins_with_a_hash_is_data() {
        assertThat(onlyReason(lines(HEADER, "#" + GOOD))).isEqualTo("2|transaction_id|#T1|has the character '#', which no id may have");
    }

    @Test
    void a_lone_end_mark_of_postgresql_is_no_end() {
        Preview preview = lines(HEADER, GOOD, "\\.", GOOD);
        assertThat(onlyReason(preview)).isEqualTo("3|||the line has 1 columns, 11 expected");
        assertThat(preview.accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                  | the line is blank
            T1,acme                             | the line has 2 columns, 11 expected
            a,b,c,d,e,f,g,h,i,j,k,l             | the line has 12 columns, 11 expected
            """)
    void a_line_of_another_width_is_rejected(String line, String reason) {
        assertThat(onlyReason(lines(HEADER, GOOD, line, GOOD))).isEqualTo("3|||" + reason);
    }

    @Test
    void a_quote_inside_unquoted_text_is_rejected_and_a_doubled_one_in_quotes_is_text() {
        assertThat(onlyReason(lines(HEADER, with("service", "x \"y")))).isEqualTo("2|service|x \"y|has a quote inside unquoted text");
        assertThat(lines(HEADER, with("service", "\"x \"\"y\"\"\"")).firstRows().get(0)).contains("service=x \"y\"");
    }

    @Test
    void line_numbers_stay_physical_behind_a_quoted_line_break() {
        Preview preview = read("prices.csv", ("service,plan,unit_price,effective_from,effective_to\n"
                + "\"a\nb\",,1.00,2026-01-01T00:00:00Z,\n" + "c,,x,2026-01-01T00:00:00Z,\n").getBytes(UTF_8), Mapping.of(Feed.PRICES));
        assertThat(preview.reasons()).extracting(Rejection::line, Rejection::column, Rejection::value, Rejection::reason).containsExactly(
                org.assertj.core.groups.Tuple.tuple(2L, "service", "a\\u000Ab", "has a control character (\\u000A)"),
                org.assertj.core.groups.Tuple.tuple(4L, "unit_price", "x", "is no number as this feed writes them"));
    }
}
