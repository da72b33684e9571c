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
import java.util.Objects;
import reckoner.table.CsvTable;
import reckoner.table.Figures;

/**
 * Double entries: a document for each account, local day and kind, with two lines for each event, which is the cost centre. What
 * raises a balance is owed to its holder, so it stands in the credit of the account for credits; what lowers it, in its debit.
 */
final class Journal {

    private static final int MICRO_SCALE = 6;

    private final ExportSettings.Journal codes;
    private final CsvWriter csv;
    private String document = "";
    private long documents;

    Journal(ExportSettings.Journal codes, OutputStream out) {
        this.codes = codes;
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord("Date", "Document", "Account", "Debit", "Credit", "Currency", "Text", "Cost centre");
    }

    void movement(ResultSet row) throws SQLException {
        ChargeKind kind = ChargeKind.named(row.getString("kind"));
        String day = row.getString("day");
        String number = row.getString("account_id") + "/" + day.replace("-", "") + "/" + kind;
        if (!number.equals(document)) {
            document = number;
            documents++;
        }
        BigDecimal effect = row.getBigDecimal("effect_micros").movePointLeft(MICRO_SCALE);
        String other = switch (kind) {
            case USE, REFUND -> codes.revenue();
            case PURCHASE -> codes.bank();
            case COUPON -> codes.promotion();
            case ADJUSTMENT -> codes.adjustment();
            case EXPIRY -> codes.expiry();
        };
        String text = "Credits " + kind.words() + " by " + row.getString("account_id") + ", " + row.getLong("entries") + (row.getLong("entries") == 1 ? " entry" : " entries");
        line(row, day, other, effect, text);
        line(row, day, codes.credits(), effect.negate(), text);
    }

    /** In the debit what is above zero, in the credit what is below. */
    private void line(ResultSet row, String day, String account, BigDecimal amount, String text) throws SQLException {
        csv.writeRecord(day, CsvTable.harmless(document), account, amount.signum() < 0 ? "" : Figures.plainMoney(amount),
                amount.signum() < 0 ? Figures.plainMoney(amount.negate()) : "", row.getString("currency"), text,
                CsvTable.harmless(Objects.requireNonNullElse(row.getString("event_id"), "")));
    }

    long finish() throws IOException {
        csv.flush();
        return documents;
    }
}
