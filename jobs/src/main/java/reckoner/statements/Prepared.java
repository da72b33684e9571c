package reckoner.statements;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Types;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reckoner.Sha256;
import reckoner.statement.Statement;

/**
 * What the parts of a run have made ready for it: statements without numbers, and the bytes of documents. It only spares the run
 * the work: what is missing here, or does not fit, the run makes itself.
 */
@Component
class Prepared {

    /** A longer statement is left to the run, which makes one long document at a time. */
    static final int LONGEST = 20_000;

    private final JdbcClient database;
    private final FrozenModels models;

    Prepared(JdbcClient database, FrozenModels models) {
        this.database = database;
        this.models = models;
    }

    /** Forget everything: the run lock proves that nobody else needs it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void clear() {
        boolean empty = database.sql("""
                        select not exists (select 1 from prepared_statement)
                          and not exists (select 1 from prepared_report)
                          and not exists (select 1 from prepared_file)""").query(Boolean.class).single();
        if (!empty) {
            database.sql("truncate prepared_statement, prepared_report, prepared_file").update();
        }
    }

    void keep(long request, int account, Settled.Due due) {
        database.sql("""
                        insert into prepared_statement (request, account_key, month, model)
                        values (:request, :account, :month, :model)
                        on conflict (request, account_key) do update
                        set month = excluded.month, model = excluded.model, number = null""")
                .param("request", request).param("account", account).param("month", due.month().toString())
                .param("model", models.write(due.statement())).update();
    }

    /** The account's statement as a part has decided it. */
    Optional<Settled> statement(long request, int account) {
        return database.sql("select month, model from prepared_statement where request = :request and account_key = :account")
                .param("request", request).param("account", account)
                .query((row, n) -> Settled.toIssue(account, new Settled.Due(YearMonth.parse(row.getString(1)), models.read(row.getString(2)))))
                .optional();
    }

    /** Give out the numbers that the statements will have if none before them fails; {@code last} is the last one given. */
    void number(long request, long last) {
        database.sql("""
                        update prepared_statement p
                        set number = :last + n.place
                        from (
                          select account_key, row_number() over (order by a.account_id) as place
                          from prepared_statement
                          join account a using (account_key)
                          where request = :request) n
                        where p.request = :request and p.account_key = n.account_key""")
                .param("request", request).param("last", last).update();
    }

    /** A statement with its number to be. */
    record Numbered(int account, YearMonth month, Statement statement, long number) {}

    /** Accounts of the range whose statements have a number. */
    List<Integer> numbered(long request, long from, long to) {
        return database.sql("""
                        select account_key
                        from prepared_statement
                        where request = :request and account_key between :from and :to and number is not null
                        order by account_key""")
                .param("request", request).param("from", from).param("to", to).query(Integer.class).list();
    }

    Numbered numbered(long request, int account) {
        return database.sql("select month, model, number from prepared_statement where request = :request and account_key = :account")
                .param("request", request).param("account", account)
                .query((row, n) -> new Numbered(account, YearMonth.parse(row.getString(1)), models.read(row.getString(2)), row.getLong(3)))
                .single();
    }

    /** A document's bytes. */
    record File(String name, String sha256, byte[] content) {

        static File of(String name, HashedFile.Content content) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
            try {
                content.writeTo(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            byte[] all = bytes.toByteArray();
            return new File(name, Sha256.of(all), all);
        }

        HashedFile write(Path path) {
            HashedFile file = HashedFile.write(path, out -> out.write(content));
            if (!file.sha256().equals(sha256)) {
                throw new IllegalStateException("the database gave other bytes for " + name + " than were put there");
            }
            return file;
        }
    }

    /** @param brand key of the brand that it was printed with */
    void keep(long request, String brand, File file) {
        database.sql("""
                        insert into prepared_file (request, name, branding_key, sha256, content)
                        values (:request, :name, :brand, :sha256, :content)
                        on conflict (request, name) do update
                        set branding_key = excluded.branding_key, sha256 = excluded.sha256, content = excluded.content""")
                .param("request", request).param("name", file.name()).param("brand", brand).param("sha256", file.sha256())
                .param("content", file.content(), Types.BINARY).update();
    }

    /** The document of that name, if it was printed with that brand. */
    Optional<File> file(long request, String name, String brand) {
        return database.sql("select name, sha256, content from prepared_file where request = :request and name = :name and branding_key = :brand")
                .param("request", request).param("name", name).param("brand", brand)
                .query((row, n) -> new File(row.getString(1), row.getString(2), row.getBytes(3)))
                .optional();
    }

    /** Put down the events of a request, so that parts need not look for them in the whole ledger. */
    void keepEvents(long request, List<EventGroup.Event> events) {
        for (EventGroup.Event event : events) {
            database.sql("""
                            insert into prepared_report (request, event_key, account_key, entries, elsewhere)
                            values (:request, :event, :account, :entries, :elsewhere)
                            on conflict (request, event_key) do nothing""")
                    .param("request", request).param("event", event.event()).param("account", event.account())
                    .param("entries", event.entries()).param("elsewhere", event.elsewhere()).update();
        }
    }

    /** The events that were put down and have no outcome yet, by account; empty too where none were. */
    List<EventGroup.Event> eventsToDo(long request) {
        return database.sql("""
                        select event_key as event, account_key as account, entries, elsewhere
                        from prepared_report p
                        where request = :request
                          and not exists (select 1 from event_outcome o where o.request = p.request and o.event_key = p.event_key)
                        order by account_key, event_key""")
                .param("request", request).query(EventGroup.Event.class).list();
    }

    /** The events of the range that have no report yet, by account. */
    List<EventGroup.Event> events(long request, long from, long to) {
        return database.sql("""
                        select event_key as event, account_key as account, entries, elsewhere
                        from prepared_report
                        where request = :request and account_key between :from and :to and files is null
                        order by account_key, event_key""")
                .param("request", request).param("from", from).param("to", to).query(EventGroup.Event.class).list();
    }

    void keepReport(long request, int event, List<File> files) {
        files.forEach(file -> keep(request, "", file));
        database.sql("update prepared_report set files = :files where request = :request and event_key = :event")
                .param("request", request).param("event", event)
                .param("files", files.stream().map(File::name).toArray(String[]::new)).update();
    }

    /** The documents of an event's report; empty where it was not made. */
    List<File> report(long request, int event) {
        return database.sql("""
                        select f.name, f.sha256, f.content
                        from prepared_report p
                        join prepared_file f on f.request = p.request and f.name = any(p.files)
                        where p.request = :request and p.event_key = :event
                        order by f.name""")
                .param("request", request).param("event", event)
                .query((row, n) -> new File(row.getString(1), row.getString(2), row.getBytes(3)))
                .list();
    }
}
