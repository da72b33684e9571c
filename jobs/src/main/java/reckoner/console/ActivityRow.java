package reckoner.console;

import org.jspecify.annotations.Nullable;
import reckoner.activity.Activity;
import reckoner.ledger.Money;

/** A row of the log as programs get it; money is text, so that no reader makes it a binary fraction. */
record ActivityRow(String date, String account, @Nullable String event, @Nullable String eventName, String service, String type, String status,
        String amount, @Nullable String balance, String transaction) {

    static ActivityRow of(Activity row) {
        Long balance = row.balanceMicros();
        return new ActivityRow(row.occurredAt().atZone(row.zone()).toOffsetDateTime().toString(), row.account(), row.event(), row.eventName(),
                row.service(), row.type(), row.status(), Money.text(row.amountMicros()), balance == null ? null : Money.text(balance), row.transaction());
    }
}
