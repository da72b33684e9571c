package reckoner.statement;

import java.time.ZoneId;

/** Name the account a document is about, as it was when the document was made. */
public record Holder(String accountId, String name, ZoneId zone, String currency, String plan) {

    public Holder {
        if (accountId.isBlank()) {
            throw new IllegalArgumentException("a holder needs an account id");
        }
    }
}
