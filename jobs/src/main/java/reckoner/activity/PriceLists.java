package reckoner.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a service costs on a plan, now, then, and over time. */
@Component
public class PriceLists {

    /**
     * A price and when it is in force.
     *
     * @param plan empty: every plan without a price of its own
     * @param unitPriceMicros micro-credits for a quantity of 1
     * @param to first instant after it; null: still in force
     */
    public record ListedPrice(String service, String plan, long unitPriceMicros, Instant from, @Nullable Instant to) {}

    private final JdbcClient database;

    PriceLists(JdbcClient database) {
        this.database = database;
    }

    /**
     * The prices in force at an instant. With a plan, those that hold for it: of each service its own price for that plan, or
     * else the one for every plan. Without, all of them.
     */
    public List<ListedPrice> inForce(Instant at, @Nullable String plan, @Nullable String service) {
        return database.sql(Query.text("prices_in_force"))
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("plan", plan, Types.VARCHAR)
                .param("service", service, Types.VARCHAR)
                .query(PriceLists::price)
                .list();
    }

    /** All prices that ever were, or will be, by service, plan and time. */
    public List<ListedPrice> history(@Nullable String plan, @Nullable String service) {
        return database.sql(Query.text("price_history"))
                .param("plan", plan, Types.VARCHAR)
                .param("service", service, Types.VARCHAR)
                .query(PriceLists::price)
                .list();
    }

    private static ListedPrice price(ResultSet row, int number) throws SQLException {
        return new ListedPrice(
                row.getString("service"),
                row.getString("plan"),
                row.getLong("unit_price_micros"),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                Query.instant(row, "effective_to"));
    }
}
