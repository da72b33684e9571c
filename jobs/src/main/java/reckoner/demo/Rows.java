package reckoner.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one month, as they will be printed. */
final class Rows {
    final List<LedgerRow> ledger = new ArrayList<>();
    final List<UsageRow> usage = new ArrayList<>();
    final List<PaymentRow> payments = new ArrayList<>();

    interface Row {
        Instant at();
    }

    record LedgerRow(Instant at, ZoneId zone, String id, String account, @Nullable String event, String service, String type,
            String status, @Nullable Integer quantity, BigDecimal amount, BigDecimal balance) implements Row {

        LedgerRow at(Instant other) {
            return new LedgerRow(other, zone, id, account, event, service, type, status, quantity, amount, balance);
        }

        LedgerRow withId(String other) {
            return new LedgerRow(at, zone, other, account, event, service, type, status, quantity, amount, balance);
        }
    }

    record UsageRow(Instant at, String id, String account, @Nullable String event, String service, int quantity, String status,
            @Nullable String transaction) implements Row {
    }

    record PaymentRow(Instant at, String id, String account, BigDecimal paid, BigDecimal credits, String reference)
            implements Row {
    }
}
