package reckoner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reckoner.export.MonthOfMarch.MARCH;
import static reckoner.export.MonthOfMarch.text;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import reckoner.Failure;

class ExportsTest {

    private final MonthOfMarch month = new MonthOfMarch();

    @Test
    void a_use_has_every_column_that_the_ledger_knows_of() throws IOException {
        NamedCsvRecord use = focus().stream().filter(row -> row.getField("x_TransactionId").equals("A2")).findFirst().orElseThrow();
        Map<String, String> filled = new LinkedHashMap<>(use.getFieldsAsMap());
        filled.values().removeIf(String::isEmpty);
        assertThat(filled.toString()).isEqualTo("{BilledCost=0.00, BillingAccountId=acme, BillingAccountName=Acme, BillingAccountType=Prepaid account, "
                + "BillingCurrency=USD, BillingPeriodEnd=2026-04-01T04:00:00Z, BillingPeriodStart=2026-03-01T05:00:00Z, ChargeCategory=Usage, "
                + "ChargeDescription=AI Modify (Nano Banana 2), used, ChargeFrequency=Usage-Based, ChargePeriodEnd=2026-03-02T10:00:01Z, "
                + "ChargePeriodStart=2026-03-02T10:00:00Z, ConsumedQuantity=1, ConsumedUnit=Activities, ContractedCost=0.25, ContractedUnitPrice=0.25, "
                + "EffectiveCost=0.25, InvoiceIssuerName=Issuer Inc, ListCost=0.30, ListUnitPrice=0.30, PricingCategory=Standard, PricingQuantity=1, "
                + "PricingUnit=Activities, ProviderName=Issuer Inc, PublisherName=Issuer Inc, ResourceId=A2, ResourceType=Activity, "
                + "ServiceCategory=AI and Machine Learning, ServiceName=AI Modify, ServiceSubcategory=Generative AI, SkuId=AI Modify (Nano Banana 2), "
                + "SkuMeter=Activities, SkuPriceId=AI Modify (Nano Banana 2)/Pro, SubAccountId=gala, SubAccountName='=Gala, \"2026\", SubAccountType=Event, "
                + "Tags={\"event\":\"gala\"}, x_Balance=49.75, x_EntryType=Consume, x_TransactionId=A2, x_Version=1}");
    }

    @Test
    void every_kind_of_entry_has_its_category_and_its_sign() throws IOException {
        assertThat(focus()).extracting(row -> String.join(" ", row.getField("x_TransactionId"), row.getField("ChargeCategory"), row.getField("BilledCost"),
                row.getField("EffectiveCost"), row.getField("ContractedCost"))).containsExactly(
                "A1 Purchase 50.00 0.00 50.00", "A2 Usage 0.00 0.25 0.25", "A4 Credit 0.00 -49.00 -49.00", "A5 Usage 0.00 -0.25 -0.25",
                "A6 Adjustment 0.00 1.00 1.00", "A7 Adjustment 0.00 2.000001 2.000001", "A8 Usage 0.00 2.00 2.00", "A9 Credit 0.00 -6.000001 -6.000001",
                "B1 Usage 0.00 3.00 3.00");
    }

    @Test
    void billed_less_effective_is_what_the_balances_moved_by() throws IOException {
        BigDecimal moved = month.ledger.database.sql("""
                select sum(case type when 2 then -amount when 6 then -amount else amount end)
                from (select t.type, e.amount from entry e join entry_type t on t.name = e.type where e.status = 'Success' and transaction not in ('A10', 'B2')) e""")
                .query(BigDecimal.class).single();
        assertThat(sum(focus(), "BilledCost", row -> true).subtract(sum(focus(), "EffectiveCost", row -> true))).isEqualByComparingTo(moved);
    }

    @Test
    void columns_stand_in_the_order_of_their_names_and_ours_last() throws IOException {
        List<String> header = List.of(text(out -> month.exports.focus(MARCH, List.of(), "Issuer Inc", out)).lines().findFirst().orElseThrow().split(","));
        assertThat(header).isSortedAccordingTo(String::compareTo).doesNotHaveDuplicates()
                .contains("BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart",
                        "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost",
                        "InvoiceIssuerName", "ListCost", "PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName");
    }

    @Test
    void what_came_after_the_statement_was_issued_is_a_correction() throws IOException {
        month.ledger.database.sql("update load set started_at = '2026-04-01 06:00Z'").update();
        month.issue(MonthOfMarch.statement("S-000007", "acme"), "2026-04-01T08:00:00Z", null);
        month.ledger.load();
        month.ledger.entry("acme", "2026-03-20T11:00:00Z").id("LATE").amount("4.00").balance("0.00").add();

        assertThat(focus()).filteredOn(row -> row.getField("ChargeClass").equals("Correction")).extracting(row -> row.getField("x_TransactionId"))
                .containsExactly("LATE");
        assertThat(focus()).filteredOn(row -> row.getField("InvoiceId").equals("S-000007")).hasSize(9);
    }

    @Test
    void accounts_are_chosen_and_must_exist() throws IOException {
        assertThat(text(out -> assertThat(month.exports.focus(MARCH, List.of("bravo"), "Issuer", out)).isEqualTo(1)).lines()).hasSize(2);
        assertThat(text(out -> assertThat(month.exports.journal(MARCH, List.of("\"},{"), out)).isZero()).lines()).hasSize(1);
        assertThatThrownBy(() -> month.exports.requireAccounts(List.of("acme", "nobody"))).isInstanceOf(Failure.class).hasMessageContaining("no account 'nobody'");
    }

    @Test
    void a_document_of_the_journal_has_two_lines_for_each_event() throws IOException {
        assertThat(text(out -> month.exports.journal(MARCH, List.of("acme"), out)).lines().limit(5)).containsExactly(
                "Date,Document,Account,Debit,Credit,Currency,Text,Cost centre",
                "2026-03-01,acme/20260301/PURCHASE,1200,50.00,,USD,\"Credits purchased by acme, 1 entry\",",
                "2026-03-01,acme/20260301/PURCHASE,3272,,50.00,USD,\"Credits purchased by acme, 1 entry\",",
                "2026-03-02,acme/20260302/USE,8400,,0.25,USD,\"Credits used by acme, 1 entry\",gala",
                "2026-03-02,acme/20260302/USE,3272,0.25,,USD,\"Credits used by acme, 1 entry\",gala");
    }

    @Test
    void debits_equal_credits_in_every_document_and_credits_owed_move_as_the_ledger() throws IOException {
        List<NamedCsvRecord> lines = records(text(out -> assertThat(month.exports.journal(MARCH, List.of(), out)).isEqualTo(9)));
        Map<String, BigDecimal> documents = new TreeMap<>();
        lines.forEach(line -> documents.merge(line.getField("Document"), amount(line, "Debit").subtract(amount(line, "Credit")), BigDecimal::add));
        assertThat(documents).hasSize(9).allSatisfy((document, difference) -> assertThat(difference).isEqualByComparingTo("0"));
        Predicate<NamedCsvRecord> owed = line -> line.getField("Account").equals("3272");
        assertThat(sum(lines, "Credit", owed).subtract(sum(lines, "Debit", owed))).isEqualByComparingTo("97.00");
        assertThat(lines).extracting(line -> line.getField("Account")).contains("1200", "8400", "4600", "4900", "8410");
        assertThat(lines).allSatisfy(line -> assertThat(line.getField("Debit").isEmpty()).isNotEqualTo(line.getField("Credit").isEmpty()));
    }

    @Test
    void account_codes_are_checked() {
        assertThatThrownBy(() -> new ExportSettings.Journal("3272", "=1200", "8400", "4600", "4900", "8410"))
                .hasMessage("reckoner.export.journal.bank is '=1200', must be 1 to 30 letters, digits, points, dashes");
    }

    private List<NamedCsvRecord> focus() throws IOException {
        return records(text(out -> month.exports.focus(MARCH, List.of(), "Issuer Inc", out)));
    }

    private static List<NamedCsvRecord> records(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static BigDecimal sum(List<NamedCsvRecord> rows, String column, Predicate<NamedCsvRecord> which) {
        return rows.stream().filter(which).map(row -> amount(row, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(NamedCsvRecord row, String column) {
        return row.getField(column).isEmpty() ? BigDecimal.ZERO : new BigDecimal(row.getField(column));
    }
}
