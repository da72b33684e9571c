package reckoner.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.Money;
import reckoner.table.CsvTable;
import reckoner.table.Figures;
import tools.jackson.databind.json.JsonMapper;

/**
 * Charges as FinOps Open Cost and Usage Specification 1.2 has them, columns by name, ours last with {@code x_}.
 *
 * <p>Credit is prepaid: a purchase is billed and covers nothing by itself, use costs what it takes from the balance and is billed no
 * more. So BilledCost adds up to what was purchased, and EffectiveCost to what the balances lost otherwise; billed less effective is
 * what the balances moved by.
 */
final class Focus {

    private static final String UNIT = "Activities";
    private static final List<String> NAMES = List.of(
            "BilledCost", "BillingAccountId", "BillingAccountName", "BillingAccountType", "BillingCurrency", "BillingPeriodEnd",
            "BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart",
            "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "ContractedUnitPrice", "EffectiveCost", "InvoiceId", "InvoiceIssuerName",
            "ListCost", "ListUnitPrice", "PricingCategory", "PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "ResourceId",
            "ResourceType", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId", "SkuMeter", "SkuPriceId", "SubAccountId",
            "SubAccountName", "SubAccountType", "Tags", "x_Balance", "x_EntryType", "x_TransactionId", "x_Version");

    private final String issuer;
    private final CsvWriter csv;
    private long charges;

    Focus(String issuer, OutputStream out) {
        this.issuer = issuer;
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(NAMES);
    }

    void charge(ResultSet row) throws SQLException {
        Map<String, String> values = columns(row);
        csv.writeRecord(NAMES.stream().map(values::get).toList());
        charges++;
    }

    long finish() throws IOException {
        csv.flush();
        return charges;
    }

    private Map<String, String> columns(ResultSet row) throws SQLException {
        ChargeKind kind = ChargeKind.named(row.getString("kind"));
        boolean purchase = kind == ChargeKind.PURCHASE;
        boolean use = kind == ChargeKind.USE || kind == ChargeKind.REFUND;
        BigDecimal effect = Money.credits(row.getLong("effect_micros"));
        BigDecimal billed = purchase ? effect : BigDecimal.ZERO;
        BigDecimal effective = purchase ? BigDecimal.ZERO : effect.negate();
        BigDecimal quantity = purchase ? effect : Money.credits(row.getLong("quantity_micros"));
        BigDecimal listPrice = kind == ChargeKind.USE ? price(row, "list_price_micros") : null;
        BigDecimal contractedPrice = kind == ChargeKind.USE ? price(row, "contracted_price_micros") : null;
        BigDecimal contracted = contractedPrice == null ? (purchase ? billed : effective) : contractedPrice.multiply(quantity);
        BigDecimal list = listPrice == null ? contracted : listPrice.multiply(quantity);
        boolean ai = !row.getString("engine").equals(row.getString("service")) || row.getString("service").startsWith("AI ");
        Instant at = instant(row, "occurred_at").truncatedTo(ChronoUnit.SECONDS);
        String event = row.getString("event_id");

        Map<String, String> values = new HashMap<>();
        values.put("BilledCost", Figures.plainMoney(billed));
        values.put("BillingAccountId", text(row.getString("account_id")));
        values.put("BillingAccountName", text(row.getString("account_name")));
        values.put("BillingAccountType", "Prepaid account");
        values.put("BillingCurrency", row.getString("currency"));
        values.put("BillingPeriodEnd", instant(row, "ends_at").toString());
        values.put("BillingPeriodStart", instant(row, "starts_at").toString());
        values.put("ChargeCategory", kind.chargeCategory());
        values.put("ChargeClass", row.getBoolean("corrects") ? "Correction" : "");
        values.put("ChargeDescription", text(row.getString("service") + ", " + kind.words()));
        values.put("ChargeFrequency", use ? "Usage-Based" : "One-Time");
        values.put("ChargePeriodEnd", at.plusSeconds(1).toString());
        values.put("ChargePeriodStart", at.toString());
        values.put("ConsumedQuantity", use ? Figures.plainQuantity(quantity) : "");
        values.put("ConsumedUnit", use ? UNIT : "");
        values.put("ContractedCost", Figures.plainMoney(contracted));
        values.put("ContractedUnitPrice", contractedPrice == null ? "" : Figures.plainMoney(contractedPrice));
        values.put("EffectiveCost", Figures.plainMoney(effective));
        values.put("InvoiceId", text(row.getString("number")));
        values.put("InvoiceIssuerName", text(issuer));
        values.put("ListCost", Figures.plainMoney(list));
        values.put("ListUnitPrice", listPrice == null ? "" : Figures.plainMoney(listPrice));
        values.put("PricingCategory", kind == ChargeKind.USE ? "Standard" : "");
        values.put("PricingQuantity", kind == ChargeKind.USE || purchase ? Figures.plainQuantity(quantity) : "");
        values.put("PricingUnit", kind == ChargeKind.USE ? UNIT : purchase ? "Credits" : "");
        values.put("ProviderName", text(issuer));
        values.put("PublisherName", text(issuer));
        values.put("ResourceId", use ? text(row.getString("transaction_id")) : "");
        values.put("ResourceType", use ? "Activity" : "");
        values.put("ServiceCategory", use && ai ? "AI and Machine Learning" : "Other");
        values.put("ServiceName", text(row.getString("feature")));
        values.put("ServiceSubcategory", use && ai ? "Generative AI" : "Other (Other)");
        values.put("SkuId", text(row.getString("service")));
        values.put("SkuMeter", use ? UNIT : "");
        values.put("SkuPriceId", contractedPrice == null ? "" : text(row.getString("service") + "/" + plan(row)));
        values.put("SubAccountId", text(event));
        values.put("SubAccountName", text(row.getString("event_name")));
        values.put("SubAccountType", event == null ? "" : "Event");
        values.put("Tags", event == null ? "" : JsonMapper.shared().writeValueAsString(Map.of("event", event)));
        values.put("x_Balance", Figures.plainMoney(Money.credits(row.getLong("balance_micros"))));
        values.put("x_EntryType", row.getString("type"));
        values.put("x_TransactionId", text(row.getString("transaction_id")));
        values.put("x_Version", row.getString("version"));
        return values;
    }

    private static String plan(ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        return plan == null || plan.isEmpty() ? "every plan" : plan;
    }

    private static @Nullable BigDecimal price(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Money.credits(micros);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : CsvTable.harmless(value);
    }
}
