package reckoner.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The reading side of the register of files. */
public class Receipts {

    private final JdbcClient database;

    Receipts(JdbcClient database) {
        this.database = database;
    }

    /** Where the file is loaded that load, else the latest try; empty where it never came. */
    public Optional<Receipt> of(String sha256, String mapping) {
        return database.sql("""
                        select * from load
                        where mapping = :mapping
                          and (sha256 = :sha256 or load_id in (select load_id from rewritten_file where sha256 = :sha256))
                        order by (state = 'loaded') desc, load_id desc
                        limit 1
                        """)
                .param("sha256", sha256).param("mapping", mapping)
                .query((row, number) -> receipt(row)).optional();
    }

    private Receipt receipt(ResultSet row) throws SQLException {
        int load = row.getInt("load_id");
        Timestamp finished = row.getTimestamp("finished_at");
        return new Receipt(
                load,
                row.getString("file_name"),
                row.getString("feed"),
                row.getString("mapping"),
                row.getString("sha256"),
                Receipt.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("row_count"),
                row.getLong("accepted_count"),
                row.getLong("rejected_count"),
                row.getLong("known_count"),
                row.getLong("skipped_count"),
                row.getLong("withheld_count"),
                row.getBoolean("broken"),
                row.getBigDecimal("amount_micros").longValueExact(),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                false,
                reasons(load));
    }

    /** Why lines of this load were left out, by line. */
    public List<Rejection> reasons(int load) {
        return database.sql("select * from rejected_record where load_id = :load order by line_no, column_name")
                .param("load", load)
                .query((row, number) -> new Rejection(
                        row.getLong("line_no"), row.getString("column_name"), row.getString("value"),
                        row.getString("reason"), row.getString("remedy")))
                .list();
    }
}
