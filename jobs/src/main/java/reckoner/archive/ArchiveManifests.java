package reckoner.archive;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.Money;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what the files of an archive hold: beside each feed a manifest as any sender's, which {@code load} compares, and one of
 * the whole for whoever keeps the files.
 */
final class ArchiveManifests {

    static final String WHOLE = "archive.manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final JdbcClient database;
    private final int archive;

    ArchiveManifests(JdbcClient database, int archive) {
        this.database = database;
        this.archive = archive;
    }

    private record Balance(String account, long micros) {}

    void ofFeed(Path folder, Content content, FeedFiles.Written file) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("file", file.name());
        manifest.put("rows", file.rows());
        if (content != Content.USAGE) {
            manifest.put("sum", Money.text(database.sql(content == Content.LEDGER
                    ? "select coalesce(sum(amount_micros), 0)::bigint from leaving_entry"
                    : "select coalesce(sum(credits_micros), 0)::bigint from leaving_payment").query(Long.class).single()));
        }
        manifest.put("sha256", file.sha256());
        if (content == Content.LEDGER) {
            manifest.put("closing_balances", closingBalances());
        }
        FeedFiles.write(folder, file.name() + ".manifest.json", json(manifest));
    }

    /** Of accounts whose last entry has not been replaced since: a sender of the same lines would state these. */
    private Map<String, String> closingBalances() {
        Map<String, String> balances = new LinkedHashMap<>();
        database.sql("""
                        select a.account_id as account, x.closing_micros as micros
                        from archive_account x
                        join account a using (account_key)
                        where x.archive_id = :archive
                          and x.entries > 0
                          and x.entries = x.counted
                          and x.closing_micros is not null
                        order by a.account_id""").param("archive", archive).query(Balance.class).list()
                .forEach(balance -> balances.put(balance.account, Money.text(balance.micros)));
        return balances;
    }

    void ofAll(Path folder, String month, List<FeedFiles.Written> files) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("archive", archive);
        manifest.put("before", month);
        manifest.put("head", database.sql("select encode(head, 'hex') from seal_now").query(String.class).single());
        manifest.put("files", files);
        manifest.put("accounts", database.sql("""
                        select a.account_id, x.before_at, x.entries, x.opening_micros, x.closing_micros
                        from archive_account x
                        join account a using (account_key)
                        where x.archive_id = :archive
                        order by a.account_id""").param("archive", archive)
                .query((row, n) -> account(row.getString(1), row.getTimestamp(2).toInstant().toString(), row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5))).list());
        manifest.put("seals", database.sql("""
                        select load_id, first_entry, last_entry, entries, encode(seal_before, 'hex') as seal_before, encode(last_seal, 'hex') as last_seal
                        from archive_stretch
                        where archive_id = :archive
                        order by first_entry""").param("archive", archive).query().listOfRows());
        FeedFiles.write(folder, WHOLE, json(manifest));
    }

    private static Map<String, Object> account(String id, String before, long entries, BigDecimal opening, BigDecimal closing) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("account", id);
        account.put("before", before);
        account.put("entries", entries);
        account.put("opening", opening == null ? null : Money.text(opening.longValueExact()));
        account.put("closing", closing == null ? null : Money.text(closing.longValueExact()));
        return account;
    }

    private static byte[] json(Object value) {
        return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
