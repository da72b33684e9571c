package reckoner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which test shows what becomes of each number of the catalogue of bad input, sections 3a to 3c. */
class CatalogueIndexTest {

    private static final String INDEX = """
            1 FeedFileTest an_empty_file_and_a_header_alone_are_refused
            2 CatalogueTest c02_a_header_alone_is_fine_where_the_manifest_says_no_rows
            3 FeedFileTest an_empty_file_and_a_header_alone_are_refused
            4 FeedFileTest one_kind_of_line_end_is_taken_and_a_mark_before_the_first_column_goes
            5 FeedFileTest wrong_bytes_are_refused_with_their_line
            6 FeedFileTest wrong_bytes_are_refused_with_their_line
            7 CatalogueTest c07_c08_bytes_that_are_no_text_are_refused
            8 CatalogueTest c07_c08_bytes_that_are_no_text_are_refused
            9 FeedFileTest a_second_byte_order_mark_and_mixed_line_ends_are_not
            10 FeedFileTest a_last_line_without_line_end_may_be_cut_and_is_rejected
            11 FeedFileTest an_endless_line_or_quote_is_refused_without_filling_the_heap
            12 CatalogueTest c12_a_field_of_a_megabyte_and_ten_thousand_columns_are_refused
            13 FeedFileTest a_wrong_header_refuses_the_file_with_a_hint
            14 FeedFileTest an_endless_line_or_quote_is_refused_without_filling_the_heap
            15 FeedReaderTest a_quote_inside_unquoted_text_is_rejected_and_a_doubled_one_in_quotes_is_text
            16 FeedReaderTest line_numbers_stay_physical_behind_a_quoted_line_break
            17 FeedReaderTest a_line_of_another_width_is_rejected
            18 FeedFileTest a_wrong_header_refuses_the_file_with_a_hint
            19 FeedFileTest a_wrong_header_refuses_the_file_with_a_hint
            20 FeedReaderTest a_line_that_begins_with_a_hash_is_data
            21 FeedReaderTest a_lone_end_mark_of_postgresql_is_no_end
            22 CatalogueTest c22_only_an_empty_field_means_nothing
            23 CatalogueTest c23_c24_ids_have_nothing_that_looks_like_something_else
            24 CatalogueTest c23_c24_ids_have_nothing_that_looks_like_something_else
            25 CatalogueTest c25_a_trailer_must_be_there_once_at_the_end_and_be_right
            26 CatalogueTest c26_a_manifest_that_does_not_fit_refuses_the_file_and_names_every_difference
            27 CatalogueFormatsTest c27_gzip_in_several_members_and_bytes_that_only_look_packed_are_refused
            28 FeedFileTest gzip_is_recognised_by_its_bytes_and_must_be_whole
            29 CatalogueFormatsTest c29_c31_archives_and_spreadsheets_are_refused_before_they_are_opened
            30 CatalogueFormatsTest c30_other_formats_under_the_name_of_csv_are_refused
            31 CatalogueFormatsTest c29_c31_archives_and_spreadsheets_are_refused_before_they_are_opened
            32 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            33 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            34 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            35 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            36 FeedReaderTest an_unusual_value_is_taken_exactly
            37 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            38 CatalogueTest c38_a_sum_that_no_number_holds_refuses_the_file
            39 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            40 CatalogueTest c40_a_currency_is_one_of_the_list
            41 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            42 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            43 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            44 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            45 FeedsFileTest local_times_that_do_not_exist_or_exist_twice_are_rejected
            46 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            47 FeedReaderTest a_wrong_value_is_rejected_with_its_reason
            48 CatalogueTest c48_dates_more_than_a_day_ahead_or_before_2000_are_rejected
            49 ReconcileTest each_example_gives_exactly_its_finding_and_no_other
            50 ReconcileTest each_example_gives_exactly_its_finding_and_no_other
            51 VersionsTest a_line_that_conflicts_with_a_loaded_usage_record_is_rejected_with_both_places
            52 CatalogueTest c52_c54_words_and_prices_that_are_not_known_are_rejected
            53 SequenceTest a_source_that_counts_its_entries_is_told_from_one_that_only_orders_them
            54 CatalogueTest c52_c54_words_and_prices_that_are_not_known_are_rejected
            55 ReconcileTest each_example_gives_exactly_its_finding_and_no_other
            56 CsvTableTest text_that_a_spreadsheet_would_run_is_made_harmless_and_numbers_are_not_touched
            57 CatalogueTest c56_c57_c59_texts_that_others_would_execute_are_kept_as_they_are
            58 StatementPdfTest names_of_any_length_are_printed_whole
            59 StatementPdfTest what_the_font_cannot_draw_is_seen_and_named_by_its_id
            60 WorkbookTest a_ledger_longer_than_a_sheet_goes_on_in_the_next_and_still_adds_up
            61 StatementsJobTest ids_that_make_no_file_names_are_told_apart
            62 StatementTest a_month_without_activity_closes_as_it_opened
            63 CatalogueFilesTest c63_names_build_no_path_and_are_shown_inert
            64 CatalogueFilesTest c64_a_pipe_is_not_waited_for_and_a_hard_link_is_a_file
            65 CatalogueFilesTest c65_names_that_differ_in_case_only_are_two_files_by_their_content
            66 CatalogueFilesTest c64_c66_links_devices_and_giants_are_not_read
            """;

    @Test
    void every_number_has_a_test_that_exists() throws IOException {
        List<String[]> rows = INDEX.lines().map(line -> line.split(" ")).toList();
        assertThat(rows).extracting(row -> Integer.valueOf(row[0])).containsExactlyElementsOf(IntStream.rangeClosed(1, 66).boxed().toList());
        List<Path> sources;
        try (Stream<Path> jobs = Files.walk(Path.of("src/test/java")); Stream<Path> reports = Files.walk(Path.of("../reports/src/test/java"))) {
            sources = Stream.concat(jobs, reports).filter(file -> file.toString().endsWith("Test.java")).toList();
        }
        for (String[] row : rows) {
            assertThat(sources).as(row[0]).anySatisfy(file -> {
                assertThat(file).hasFileName(row[1] + ".java");
                assertThat(Files.readString(file)).contains("void " + row[2] + "(");
            });
        }
    }
}
