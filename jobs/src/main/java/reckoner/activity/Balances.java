package reckoner.activity;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each account has now, by the ledger. */
@Component
public class Balances {

    /**
     * A balance that the ledger reports.
     *
     * @param micros micro-credits; null where the account has neither an entry nor an opening balance
     * @param asOf when the entry happened that left this balance; null where it is the opening balance
     */
    public record Balance(
            String account, String name, String currency, ZoneId zone, @Nullable Long micros, @Nullable Instant asOf) {}

    private final JdbcClient database;

    Balances(JdbcClient database) {
        this.database = database;
    }

    /** The balances of {@code account}, or of all accounts, by account. */
    public List<Balance> current(@Nullable String account) {
        return balances(account == null ? null : List.of(account));
    }

    /** The balances of these accounts, by account. */
    public List<Balance> of(List<String> accounts) {
        return balances(accounts);
    }

    private List<Balance> balances(@Nullable List<String> accounts) {
        return database.sql(Query.text("balances"))
                .param("accounts", accounts == null ? null : accounts.toArray(String[]::new), Types.ARRAY)
                .query((row, number) -> new Balance(
                        row.getString("account"),
                        row.getString("name"),
                        row.getString("currency"),
                        ZoneId.of(row.getString("time_zone")),
                        Query.micros(row, "balance_micros"),
                        Query.instant(row, "as_of")))
                .list();
    }
}
