package reckoner.personal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;
import reckoner.load.Rewriting;
import reckoner.statements.Shelf;

/**
 * Lets go of a person: a pseudonym stands for every name, documents with names are removed, and the books stay as they are. Whoever
 * calls it holds the run lock. Killed anywhere, the same command finishes it, with the same pseudonym.
 */
@Component
public class Erasure {

    private static final int LONGEST_REASON = 500;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Rewriting rewriting;
    private final Home home;
    private final Clock clock;

    Erasure(JdbcClient database, PlatformTransactionManager transactions, Rewriting rewriting, Home home, Clock clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.rewriting = rewriting;
        this.home = home;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param also further names under which the person is known
     */
    public record Request(String account, String reason, String askedBy, List<String> also, boolean dryRun) {}

    /**
     * What was done, or would be.
     *
     * @param rows that were changed, by table
     * @param rewritten files in processed/ without the names
     * @param removed documents and refused files
     * @param left files that still name the person, or may, and why
     * @param kept records that stay, by what they are
     */
    public record Erased(String pseudonym, Map<String, Long> rows, List<Path> rewritten, Collection<Path> removed, List<String> left,
            Map<String, Long> kept) {}

    /** Erase; fails as {@code COMMAND} where there is no such account, or the reason is none or names the person itself. */
    public Erased erase(Request request) {
        Person person = Person.of(database, request.account());
        refuseBad(request, person);
        String known = pseudonym(person.key());
        String pseudonym = known != null ? known : "P-" + HexFormat.of().withUpperCase().formatHex(random());
        if (!request.dryRun() && known == null) {
            insert(person, pseudonym, request);
            Failpoint.pass("an erasure is begun");
        }
        Set<String> names = new LinkedHashSet<>(person.names());
        names.addAll(request.also());
        names.addAll(remembered(person.key()));
        Rewriting.Rewritten rewritten = rewriting.all(Map.of(person.id(), pseudonym), found -> {
            names.addAll(found);
            if (!request.dryRun()) {
                remember(person.key(), found);
            }
        }, request.dryRun());
        // Our own words, what is too short to be searched for, and what names others as well.
        names.removeIf(name -> name.length() < Person.SHORTEST || name.startsWith(pseudonym) || name.equals(person.id()));
        names.removeAll(everydayEvents(person.key(), names));
        LooseDocuments documents = new LooseDocuments(home);
        Set<Path> removed = new TreeSet<>(documents.of(PersonalExport.folder(home, person.id()), own(person), names));
        List<String> left = new ArrayList<>(rewritten.left());
        Set<Path> ofOthers = new TreeSet<>(removed);
        ofOthers.retainAll(issuedToOthers(person.key()));
        removed.removeAll(ofOthers);
        ofOthers.forEach(file -> left.add(file + ": was issued to another account, and a name of the person stands in it. If it is the same person, erase that account, too."));
        if (!request.dryRun()) {
            LooseDocuments.remove(removed).forEach(file -> left.add(file + ": cannot be removed. Remove it by hand."));
            Failpoint.pass("documents of a person are removed");
        }
        Map<String, Long> rows = rows(person, pseudonym, names, request);
        left.addAll(archived(person.key()));
        left.addAll(stillNaming(documents, names, rewritten, request));
        return new Erased(pseudonym, rows, rewritten.files(), removed, left, kept(person.key()));
    }

    private static void refuseBad(Request request, Person person) {
        if (request.reason().isBlank() || request.reason().length() > LONGEST_REASON) {
            throw Failure.command("An erasure needs a reason of 1 to %d characters. Nothing was changed. Write --reason \"…\".".formatted(LONGEST_REASON));
        }
        String reason = request.reason().toLowerCase(Locale.ROOT);
        List<String> all = new ArrayList<>(person.names());
        all.addAll(request.also());
        if (all.stream().anyMatch(name -> reason.contains(name.toLowerCase(Locale.ROOT)))) {
            throw Failure.command("The reason names the person, and is kept. Nothing was changed. Say it without the name.");
        }
        request.also().stream().filter(name -> name.length() < Person.SHORTEST).findFirst().ifPresent(name -> {
            throw Failure.command("'%s' is shorter than %d letters and would be found in any text. Nothing was changed. Give a longer name with --also."
                    .formatted(name, Person.SHORTEST));
        });
    }

    private @Nullable String pseudonym(int account) {
        return database.sql("select pseudonym from erasure where account_key = :account").param("account", account).query(String.class).optional().orElse(null);
    }

    private static byte[] random() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private void insert(Person person, String pseudonym, Request request) {
        database.sql("""
                        insert into erasure (account_key, pseudonym, reason, asked_by, begun_at)
                        values (:account, :pseudonym, :reason, :by, :now)""")
                .param("account", person.key()).param("pseudonym", pseudonym).param("reason", request.reason().strip())
                .param("by", request.askedBy()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Before the file where they were found is without them. */
    private void remember(int account, Set<String> names) {
        database.sql("insert into erasure_name (account_key, name) select :account, unnest(:names) on conflict do nothing")
                .param("account", account).param("names", names.toArray(String[]::new)).update();
    }

    /** What an erasure that was killed had found in files. */
    private List<String> remembered(int account) {
        return database.sql("select name from erasure_name where account_key = :account order by name").param("account", account).query(String.class).list();
    }

    /** Beginnings of the names of documents that are about this person alone. */
    private List<String> own(Person person) {
        List<String> own = new ArrayList<>();
        own.add(Shelf.fileName(person.id()) + "_");
        database.sql("select event_id from event where account_key = :account").param("account", person.key()).query(String.class).list()
                .forEach(event -> own.addAll(List.of(Shelf.fileName(event) + ".", Shelf.fileName(event) + "_")));
        return own;
    }

    /** Of events of others, too, or short. */
    private List<String> everydayEvents(int account, Collection<String> names) {
        return database.sql("select distinct name from event where name = any(:names) and (account_key is distinct from :account or length(name) < " + Person.SHORTEST_OF_EVENT + ")")
                .param("account", account).param("names", names.toArray(String[]::new)).query(String.class).list();
    }

    /** These are never removed, whoever is named in them. */
    private Set<Path> issuedToOthers(int account) {
        Set<Path> files = new TreeSet<>();
        database.sql("""
                        select f.file_name
                        from statement_file f
                        join statement s using (statement_id)
                        left join erasure x on x.account_key = s.account_key and x.begun_at >= s.issued_at
                        where s.account_key <> :account
                          and x.account_key is null""")
                .param("account", account)
                .query(row -> {
                    files.add(home.out().resolve(row.getString(1)).normalize());
                });
        return files;
    }

    private Map<String, Long> rows(Person person, String pseudonym, Collection<String> names, Request request) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (request.dryRun()) {
                status.setRollbackOnly();
                if (pseudonym(person.key()) == null) {
                    insert(person, pseudonym, request);
                }
            }
            Map<String, Long> rows = new TreeMap<>();
            database.sql("select place, changed from erase_person(:account, :names, :logins)")
                    .param("account", person.key()).param("names", names.toArray(String[]::new)).param("logins", person.logins().toArray(Integer[]::new))
                    .query(row -> {
                        rows.merge(row.getString(1), row.getLong(2), Long::sum);
                    });
            rows.values().removeIf(changed -> changed == 0);
            database.sql("delete from erasure_name where account_key = :account").param("account", person.key()).update();
            return rows;
        }));
    }

    /** Files of archives are what was sealed and are not rewritten. Names stand in them only where somebody typed one beside a payment. */
    private List<String> archived(int account) {
        record Payments(String folder, String file, String state, long texts) {}
        return database.sql("""
                        select x.folder, f.file_name as file, x.state, coalesce(a.texts, 0) as texts
                        from archive x
                        join archive_file f using (archive_id)
                        left join archive_account a on a.archive_id = x.archive_id and a.account_key = :account
                        where f.kind = 'payments'
                          and f.row_count > 0
                        order by x.archive_id""").param("account", account).query(Payments.class).list().stream()
                .filter(one -> one.state.equals("returned") ? Files.exists(Path.of(one.folder, one.file)) : one.texts > 0)
                .map(one -> Path.of(one.folder, one.file) + (one.state.equals("returned")
                        ? ": is of an archive that was taken back, and what was typed beside payments may name the person. Remove the folder."
                        : ": what was typed beside %d payments may name the person. Take the archive back (load FOLDER), remove the folder, and archive again.".formatted(one.texts)))
                .toList();
    }

    private static List<String> stillNaming(LooseDocuments documents, Collection<String> names, Rewriting.Rewritten rewritten, Request request) {
        return documents.others(names).stream()
                .filter(file -> !request.dryRun() || !rewritten.files().contains(file))
                .map(file -> file + ": a name of the person stands in it.").toList();
    }

    /** What has to stay, for it is the books. */
    private Map<String, Long> kept(int account) {
        Map<String, Long> kept = new TreeMap<>();
        database.sql("""
                        select 'ledger entries (amounts, times, seals)', count(*) from ledger_entry where account_key = :account
                        union all
                        select 'archived entries, with their usage records and payments', entries from archived_account where account_key = :account
                        union all
                        select 'usage records', count(*) from usage_record where account_key = :account
                        union all
                        select 'payments (amounts)', count(*) from payment where account_key = :account
                        union all
                        select 'statements (number, figures, lines)', count(*) from statement where account_key = :account
                        union all
                        select 'SHA-256 of issued documents', count(*) from statement_file f join statement s using (statement_id) where s.account_key = :account
                        union all
                        select 'findings of reconciliation', count(*) from discrepancy where account_key = :account""")
                .param("account", account)
                .query(row -> {
                    kept.put(row.getString(1), row.getLong(2));
                });
        kept.values().removeIf(count -> count == 0);
        return kept;
    }
}
