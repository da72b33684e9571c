package reckoner.statements;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.statement.Statement;

/** The register of issued statements: the series of numbers, the frozen models, and the hashes of the files. */
@Component
public class Register {

    private static final String SERIES = "S";

    private final JdbcClient database;
    private final FrozenModels models;

    Register(JdbcClient database, FrozenModels models) {
        this.database = database;
        this.models = models;
    }

    /** A document of ours, as it was issued. */
    public record Issued(
            String number,
            String account,
            String accountName,
            @Nullable String month,
            Instant issuedAt,
            Format format,
            String fileName,
            @Nullable String replacedBy,
            @Nullable Instant erasedAt) {}

    /** Find the issued document that has these bytes. */
    public Optional<Issued> withHash(String sha256) {
        return database.sql("""
                        select s.number, a.account_id as account, a.name as account_name, s.month, s.issued_at, upper(f.format) as format,
                          f.file_name, s.replaced_by, x.begun_at as erased_at
                        from statement_file f
                        join statement s using (statement_id)
                        join account a using (account_key)
                        left join erasure x on x.account_key = s.account_key and x.begun_at >= s.issued_at
                        where f.sha256 = :sha256
                        order by s.statement_id
                        limit 1""")
                .param("sha256", sha256)
                .query(Issued.class)
                .optional();
    }

    /** A statement in force, as far as its neighbours need it. */
    record Neighbour(String number, Instant startsAt, Instant endsAt, BigDecimal opening, BigDecimal closing) {}

    /** A statement in force with all that is needed to make its files again. */
    record Kept(long id, String number, String brandingKey, String model) {}

    record KeptFile(Format format, String fileName, String sha256) {}

    Optional<Kept> inForce(int account, YearMonth month) {
        return database.sql("""
                        select statement_id as id, number, branding_key, model
                        from statement
                        where account_key = :account
                          and month = :month
                          and replaced_by is null""")
                .param("account", account)
                .param("month", month.toString())
                .query(Kept.class)
                .optional();
    }

    /** The account's statements in force that begin at {@code from} or later and before {@code to}, oldest first. */
    List<Kept> inForce(int account, Instant from, Instant to) {
        return database.sql("""
                        select statement_id as id, number, branding_key, model
                        from statement
                        where account_key = :account
                          and replaced_by is null
                          and starts_at >= :from
                          and starts_at < :to
                        order by starts_at""")
                .param("account", account)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(Kept.class)
                .list();
    }

    /** The finding of reconciliation that says that the ledger has left an issued statement behind. */
    Optional<Long> leftBehind(String number) {
        return database.sql("""
                        select discrepancy_id
                        from discrepancy
                        where check_name = 'issued_statement_changed'
                          and transaction_id = :number
                          and state in ('open', 'assigned', 'proposed')""")
                .param("number", number)
                .query(Long.class)
                .optional();
    }

    Optional<Neighbour> before(int account, Instant startsAt) {
        return neighbour("starts_at < :at order by starts_at desc", account, startsAt);
    }

    Optional<Neighbour> after(int account, Instant startsAt) {
        return neighbour("starts_at > :at order by starts_at", account, startsAt);
    }

    private Optional<Neighbour> neighbour(String condition, int account, Instant at) {
        return database.sql("""
                        select number, starts_at, ends_at, opening, closing
                        from statement
                        where account_key = :account
                          and replaced_by is null
                          and %s
                        limit 1""".formatted(condition))
                .param("account", account)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Neighbour.class)
                .optional();
    }

    List<KeptFile> files(long statement) {
        return database.sql("""
                        select upper(format) as format, file_name, sha256
                        from statement_file
                        where statement_id = :id
                        order by format""")
                .param("id", statement)
                .query(KeptFile.class)
                .list();
    }

    /** When the documents of the statement were erased with their holder's name; empty where they were not. */
    Optional<Instant> erasedAt(long statement) {
        return database.sql("""
                        select x.begun_at
                        from statement s
                        join erasure x on x.account_key = s.account_key and x.begun_at >= s.issued_at
                        where s.statement_id = :id""")
                .param("id", statement).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    Kept kept(long statement) {
        return database.sql("select statement_id as id, number, branding_key, model from statement where statement_id = :id")
                .param("id", statement).query(Kept.class).single();
    }

    /** Every file of the statements that the request issued or found issued; of a restatement, also of those that followed from it. */
    void eachFile(long request, BiConsumer<Long, KeptFile> taker) {
        database.sql("""
                        select s.statement_id, upper(f.format) as format, f.file_name, f.sha256
                        from statement_outcome o
                        join statement asked on asked.number = o.number
                        join statement s on s.account_key = asked.account_key
                          and s.replaced_by is null
                          and (s.number = asked.number or asked.replaces is not null and s.replaces is not null and s.starts_at > asked.starts_at)
                        join statement_file f on f.statement_id = s.statement_id
                        where o.request = :request
                          and not exists (select 1 from erasure x where x.account_key = s.account_key and x.begun_at >= s.issued_at)
                        order by s.statement_id, f.format""")
                .param("request", request)
                .query(row -> {
                    taker.accept(row.getLong(1), new KeptFile(Format.valueOf(row.getString(2)), row.getString(3), row.getString(4)));
                });
    }

    /** Lock the series until the transaction ends and return its last number. */
    long lockSeries() {
        database.sql("insert into statement_number (series, last_number) values (:series, 0) on conflict do nothing")
                .param("series", SERIES).update();
        return database.sql("select last_number from statement_number where series = :series for update")
                .param("series", SERIES).query(Long.class).single();
    }

    /** The last number that was given. */
    long lastNumber() {
        return database.sql("select coalesce(max(last_number), 0) from statement_number where series = :series")
                .param("series", SERIES).query(Long.class).single();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%s-%06d", SERIES, number);
    }

    void advanceSeries(long last) {
        database.sql("update statement_number set last_number = :last where series = :series")
                .param("last", last).param("series", SERIES).update();
    }

    /** Put a statement out of force; its replacement follows in the same transaction. */
    void replace(String number, String by) {
        int replaced = database.sql("update statement set replaced_by = :by where number = :number and replaced_by is null")
                .param("by", by).param("number", number).update();
        if (replaced != 1) {
            throw Failure.environment("Statement %s was replaced by another run meanwhile. Nothing was issued. Repeat the command.".formatted(number));
        }
    }

    long insert(int account, YearMonth month, Statement statement, String brandingKey) {
        return database.sql("""
                        insert into statement (number, account_key, starts_at, ends_at, month, opening, closing, issued_at, model,
                          branding_key, replaces)
                        values (:number, :account, :from, :to, :month, :opening, :closing, :issuedAt, :model::jsonb, :branding, :replaces)
                        returning statement_id""")
                .param("number", statement.number())
                .param("account", account)
                .param("from", statement.period().from().atOffset(ZoneOffset.UTC))
                .param("to", statement.period().to().atOffset(ZoneOffset.UTC))
                .param("month", month.toString())
                .param("opening", statement.opening())
                .param("closing", statement.closing())
                .param("issuedAt", statement.issuedAt().atOffset(ZoneOffset.UTC))
                .param("model", models.write(statement))
                .param("branding", brandingKey)
                .param("replaces", statement.replaces())
                .query(Long.class)
                .single();
    }

    void insertFile(long statement, Format format, String fileName, HashedFile file) {
        database.sql("""
                        insert into statement_file (statement_id, format, file_name, sha256, bytes)
                        values (:id, :format, :name, :sha256, :bytes)""")
                .param("id", statement)
                .param("format", format.extension())
                .param("name", fileName)
                .param("sha256", file.sha256())
                .param("bytes", file.bytes())
                .update();
    }
}
