package reckoner.statements;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Sha256;

/** What is issued of a month, account by account, and the files of it. */
@Component
public class IssuedList {

    private final JdbcClient database;
    private final Home home;

    IssuedList(JdbcClient database, Home home) {
        this.database = database;
        this.home = home;
    }

    /**
     * An account's statement of a month; without a number it has none yet.
     *
     * @param formats such as {@code pdf,xlsx}
     */
    public record Row(String account, String name, @Nullable String number, @Nullable Instant issuedAt, @Nullable BigDecimal opening,
            @Nullable BigDecimal closing, @Nullable String replaces, @Nullable String formats) {}

    /** A file that was issued, as it was. */
    public record IssuedFile(String account, Path path, Format format) {}

    /** Every account, or {@code account} alone, with its statement of the month that is in force. */
    public List<Row> of(YearMonth month, @Nullable String account) {
        return page(month, account, null, Integer.MAX_VALUE);
    }

    /** The same, after an account. */
    public List<Row> page(YearMonth month, @Nullable String account, @Nullable String after, int limit) {
        return database.sql("""
                        select a.account_id as account, a.name, s.number, s.issued_at, s.opening, s.closing, s.replaces,
                          (select string_agg(f.format, ',' order by f.format) from statement_file f where f.statement_id = s.statement_id) as formats
                        from account a
                        left join statement s on s.account_key = a.account_key and s.month = :month and s.replaced_by is null
                        where (cast(:account as text) is null or a.account_id = :account)
                          and (cast(:after as text) is null or a.account_id > :after)
                        order by a.account_id
                        limit :limit""")
                .param("month", month.toString()).param("account", account, Types.VARCHAR).param("after", after, Types.VARCHAR).param("limit", limit)
                .query(Row.class).list();
    }

    /** Whose statement it is; empty where there is none of that number. */
    public Optional<String> accountOf(String number) {
        return database.sql("select a.account_id from statement s join account a using (account_key) where s.number = :number")
                .param("number", number).query(String.class).optional();
    }

    /** The file of a statement; fails as {@code INPUT} where it is gone or was changed after it was issued. */
    public IssuedFile file(String number, Format format) {
        record Known(String account, String fileName, String sha256, @Nullable String month, boolean erased) {}
        Known known = database.sql("""
                        select a.account_id as account, f.file_name, f.sha256, s.month,
                          exists (select 1 from erasure x where x.account_key = s.account_key and x.begun_at >= s.issued_at) as erased
                        from statement_file f
                        join statement s using (statement_id)
                        join account a using (account_key)
                        where s.number = :number and f.format = :format""")
                .param("number", number).param("format", format.extension()).query(Known.class).optional()
                .orElseThrow(() -> Failure.input("Statement " + number + " has no " + format.extension() + ". Issue its month again with that format: it is added."));
        Path path = home.out().resolve(known.fileName());
        try {
            if (known.erased()) {
                throw Failure.input("The documents of statement " + number + " were erased with their holder's name. Its number, figures and hashes are kept.");
            }
            if (!Files.isRegularFile(path)) {
                throw Failure.input("The file of statement %s is no longer in out/. Issue %s again: it is made again, byte for byte.".formatted(number, known.month()));
            }
            if (!path.toRealPath().startsWith(home.out().toRealPath()) || !Sha256.of(path).equals(known.sha256())) {
                throw Failure.input("out/%s was changed after it was issued. Remove it and issue %s again: it is made again as it was."
                        .formatted(known.fileName(), known.month()));
            }
            return new IssuedFile(known.account(), path, format);
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + path + " (" + e.getMessage() + "). Nothing was changed.", e);
        }
    }
}
