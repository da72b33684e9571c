package reckoner.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.statement.Statement;
import tools.jackson.databind.json.JsonMapper;

/** Writes a month for another system, as a stream; no method closes the stream it writes to. */
@Component
@EnableConfigurationProperties(ExportSettings.class)
public class Exports {

    private static final int FETCH = 2_000;

    private final NamedParameterJdbcTemplate database;
    private final TransactionTemplate reading;
    private final ExportSettings settings;
    private final Clock clock;
    private final JsonMapper models = JsonMapper.builder().build();

    Exports(JdbcTemplate database, PlatformTransactionManager transactions, ExportSettings settings, Clock clock) {
        JdbcTemplate streaming = new JdbcTemplate(database.getDataSource());
        streaming.setFetchSize(FETCH);
        this.database = new NamedParameterJdbcTemplate(streaming);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.settings = settings;
        this.clock = clock;
    }

    /** Fail as {@code COMMAND} unless there are all these accounts. */
    public void requireAccounts(List<String> accounts) {
        List<String> known = database.getJdbcOperations().queryForList("select account_id from account", String.class);
        accounts.stream().filter(account -> !known.contains(account)).findFirst().ifPresent(account -> {
            throw Failure.command("There is no account '%s'. Nothing was written. Known are %d: ./run.sh balance lists them.".formatted(account, known.size()));
        });
    }

    /** Write one row a charge, FOCUS 1.2; returns how many. */
    public long focus(YearMonth month, List<String> accounts, String issuer, OutputStream out) throws IOException {
        requireInLedger(month, accounts);
        Focus focus = new Focus(issuer, out);
        stream("focus", month, accounts, focus::charge);
        return focus.finish();
    }

    /** Write the sums of every day as double entries; returns how many documents. */
    public long journal(YearMonth month, List<String> accounts, OutputStream out) throws IOException {
        requireInLedger(month, accounts);
        Journal journal = new Journal(settings.journal(), out);
        stream("journal", month, accounts, journal::movement);
        return journal.finish();
    }

    /** Write the statements in force as one camt.053.001.08; returns how many. Fails as {@code INPUT} where there is none. */
    public long camt053(YearMonth month, List<String> accounts, OutputStream out) throws IOException {
        Camt053 message = new Camt053(out, clock.instant(), month);
        stream("statements", month, accounts, row -> message.statement(models.readValue(row.getString("model"), Statement.class)));
        if (message.count() == 0) {
            throw Failure.input("No statement of %s is in force. Nothing was written. Issue them first: ./run.sh statements --month %s".formatted(month, month));
        }
        message.finish();
        return message.count();
    }

    /** What is read from entries cannot be written of months that are archived. */
    private void requireInLedger(YearMonth month, List<String> accounts) {
        List<String> archived = database.queryForList("""
                select a.account_id
                from account a
                join archived_account x using (account_key)
                where cast(:first as date)::timestamp at time zone a.time_zone < x.before_at
                  and (:every or a.account_id in (:accounts))
                order by a.account_id""", new MapSqlParameterSource().addValue("first", month.atDay(1)).addValue("every", accounts.isEmpty())
                .addValue("accounts", accounts.isEmpty() ? List.of("") : accounts), String.class);
        if (!archived.isEmpty()) {
            throw Failure.command("%s is archived for %d accounts, %s first. Nothing was written. Take the archive back first (./run.sh archive --list, ./run.sh load FOLDER), or export camt053, which is made of statements."
                    .formatted(month, archived.size(), archived.get(0)));
        }
    }

    private void stream(String query, YearMonth month, List<String> accounts, RowCallbackHandler row) throws IOException {
        MapSqlParameterSource values = new MapSqlParameterSource()
                .addValue("month", month.toString())
                .addValue("first", month.atDay(1))
                .addValue("next", month.plusMonths(1).atDay(1))
                .addValue("accounts", "{" + String.join(",", accounts.stream().map(Exports::quoted).toList()) + "}");
        try {
            reading.executeWithoutResult(status -> database.query(text(query), values, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String quoted(String element) {
        return '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("sql/export/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
