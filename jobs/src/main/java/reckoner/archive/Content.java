package reckoner.archive;

/**
 * What an archive is made of: a native feed each, and beside it where its rows stood, in the same order.
 *
 * @param kind as the table {@code archive_file} calls it
 * @param file beginning of the file's name
 * @param ending of the file's name; what a folder is not searched for by {@code load} ends with {@code .places.gz}
 * @param columns of the file
 * @param query for the rows, in order
 */
enum Content {
    LEDGER("ledger", "ledger", ".csv.gz", "transaction_id, account_id, event_id, occurred_at, service, type, status, quantity, amount, balance, sequence", """
            select e.transaction_id, a.account_id, v.event_id, %s as occurred_at, s.name as service, t.name as type, st.name as status,
              trim_scale(e.quantity_micros * 0.000001) as quantity, %s as amount,
              %s as balance, e.sequence
            from leaving_entry e
            join account a using (account_key)
            join service s using (service_key)
            join entry_type t using (type)
            join entry_status st using (status)
            left join event v on v.event_key = e.event_key
            order by e.entry_id""".formatted(instant("e.occurred_at"), money("e.amount_micros"), money("e.balance_micros"))),
    LEDGER_PLACES("ledger places", "ledger", ".places.gz", "entry_id, load_id, line_no, version",
            "select entry_id, load_id, line_no, version from leaving_entry order by entry_id"),
    USAGE("usage", "usage", ".csv.gz", "usage_id, account_id, event_id, occurred_at, service, quantity, status, transaction_id", """
            select u.usage_id, a.account_id, v.event_id, %s as occurred_at, s.name as service, trim_scale(u.quantity_micros * 0.000001) as quantity,
              st.name as status, u.transaction_id
            from leaving_usage u
            join account a using (account_key)
            join service s using (service_key)
            join entry_status st using (status)
            left join event v on v.event_key = u.event_key
            order by u.load_id, u.line_no""".formatted(instant("u.occurred_at"))),
    USAGE_PLACES("usage places", "usage", ".places.gz", "load_id, line_no", "select load_id, line_no from leaving_usage order by load_id, line_no"),
    PAYMENTS("payments", "payments", ".csv.gz", "payment_id, account_id, paid_at, amount, credits, status, reference", """
            select p.payment_id, a.account_id, %s as paid_at, %s as amount,
              %s as credits, p.status, p.reference
            from leaving_payment p
            join account a using (account_key)
            order by p.load_id, p.line_no""".formatted(instant("p.paid_at"), money("p.amount_micros"), money("p.credits_micros"))),
    PAYMENTS_PLACES("payments places", "payments", ".places.gz", "load_id, line_no", "select load_id, line_no from leaving_payment order by load_id, line_no");

    final String kind;
    final String file;
    final String ending;
    final String columns;
    final String query;

    Content(String kind, String file, String ending, String columns, String query) {
        this.kind = kind;
        this.file = file;
        this.ending = ending;
        this.columns = columns;
        this.query = query;
    }

    /** Of the database table that the file is read back into. */
    String table() {
        return "file_" + kind.replace(' ', '_');
    }

    /** Is it a feed that {@code load} takes? */
    boolean isFeed() {
        return !kind.endsWith("places");
    }

    static Content of(String kind) {
        for (Content content : values()) {
            if (content.kind.equals(kind)) {
                return content;
            }
        }
        throw new IllegalArgumentException(kind);
    }

    /** With as many decimals as it has, two at least, as feeds write it. */
    private static String money(String column) {
        return "round(" + column + " * 0.000001, greatest(2, min_scale(" + column + " * 0.000001)))";
    }

    /** To the microsecond, in UTC, whatever the session's zone. */
    private static String instant(String column) {
        return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    }
}
