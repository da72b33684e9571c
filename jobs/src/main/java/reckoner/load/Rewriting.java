package reckoner.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failpoint;
import reckoner.Failure;
import reckoner.Home;

/**
 * Copies in {@code processed/} without the names of people who were erased. Only cells with such names change; everything else of the
 * file is compared cell by cell afterwards. The new bytes are known as the same load, so that the file is not loaded again.
 */
public final class Rewriting {

    private static final Set<Feed> NAMING = EnumSet.of(Feed.ACCOUNTS, Feed.EVENTS, Feed.PAYMENTS);

    private final JdbcClient database;
    private final Home home;
    private final Mappings mappings;
    private final Clock clock;
    private final TransactionTemplate alone;

    Rewriting(JdbcClient database, PlatformTransactionManager transactions, Home home, Mappings mappings, Clock clock) {
        this.database = database;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.home = home;
        this.mappings = mappings;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param files that were written anew, or would be
     * @param left files that could not be, and why
     */
    public record Rewritten(List<Path> files, List<String> left) {}

    /** A load whose file may name somebody. */
    private record Load(int load, String sha256, String mapping, String feed) {}

    /**
     * Take the names out of all files in {@code processed/}.
     *
     * @param alsoErased an account that counts as erased already, with its pseudonym
     * @param names is told those of accounts and events that stand in a file, before they are taken out of it
     * @param dryRun change nothing
     */
    public Rewritten all(Map<String, String> alsoErased, Consumer<Set<String>> names, boolean dryRun) {
        Rewritten all = new Rewritten(new ArrayList<>(), new ArrayList<>());
        Map<String, String> erased = erased();
        erased.putAll(alsoErased);
        Map<String, List<Path>> files = processed();
        for (Load load : loads()) {
            for (Path file : files.getOrDefault(load.sha256().substring(0, 8), List.of())) {
                try {
                    rewrite(file, load.mapping(), erased).ifPresent(copy -> {
                        all.files().add(file);
                        // A reference names somebody in its own row; elsewhere it may be any word.
                        if (!load.feed().equals(Feed.PAYMENTS.title())) {
                            names.accept(copy.names());
                        }
                        replace(copy, file, load.load(), dryRun);
                    });
                } catch (IOException | RuntimeException e) {
                    all.left().add(file + ": " + e.getMessage());
                }
            }
        }
        return all;
    }

    /** Put a file of the inbox into its place without the names of people who were erased; false where it has none. */
    boolean putAway(Path file, Path target, Receipt receipt) throws IOException {
        boolean mayName = NAMING.stream().anyMatch(feed -> feed.title().equals(receipt.feed()));
        Map<String, String> erased = mayName ? erased() : Map.of();
        Optional<RewrittenCopy> copy = erased.isEmpty() ? Optional.empty() : rewrite(file, receipt.mapping(), erased);
        if (copy.isEmpty()) {
            return false;
        }
        replace(copy.get(), target, receipt.load(), false);
        Files.delete(file);
        return true;
    }

    private Optional<RewrittenCopy> rewrite(Path file, String mapping, Map<String, String> erased) throws IOException {
        return RewrittenCopy.of(file, mappings.named(mapping), clock, new NamedCells(erased, this::isKept), home.unfinished());
    }

    /** Its new hash is known before it has its place; a manifest would speak of the file as it was. */
    private void replace(RewrittenCopy copy, Path target, int load, boolean dryRun) {
        try {
            if (dryRun) {
                Files.delete(copy.file());
                return;
            }
            String sha256 = PrivateCopy.sha256(copy.file());
            alone.executeWithoutResult(status ->
                    database.sql("insert into rewritten_file (load_id, sha256, at) values (:load, :sha256, :now) on conflict do nothing")
                            .param("load", load).param("sha256", sha256).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .update());
            Failpoint.pass("the hash of a rewritten file is known");
            Files.createDirectories(target.getParent());
            Files.move(copy.file(), target, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(Filing.beside(target, Manifest.ENDING));
        } catch (IOException e) {
            throw Failure.environment("Cannot replace %s (%s). Repeat the command: it goes on.".formatted(target, e.getMessage()), e);
        }
    }

    /** Does the payment still have this reference, which leads to an entry? */
    private boolean isKept(String account, String payment, String reference) {
        return database.sql("""
                        select exists (
                          select 1
                          from payment p
                          join account a using (account_key)
                          where a.account_id = :account
                            and p.payment_id = :payment
                            and p.reference = :reference
                            and leads_to_entry(p.account_key, p.reference))""")
                .param("account", account).param("payment", payment).param("reference", reference).query(Boolean.class).single();
    }

    /** Pseudonyms by account. */
    private Map<String, String> erased() {
        Map<String, String> all = new TreeMap<>();
        database.sql("select account_id, pseudonym from erasure join account using (account_key)").query(row -> {
            all.put(row.getString(1), row.getString(2));
        });
        return all;
    }

    private Collection<Load> loads() {
        return database.sql("select load_id as load, sha256, mapping, feed from load where state = 'loaded' and feed in ('accounts', 'events', 'payments') order by load_id")
                .query(Load.class).list();
    }

    /** Files by the beginning of their hash, which their names begin with. */
    private Map<String, List<Path>> processed() {
        Map<String, List<Path>> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.processed())) {
            files.filter(Files::isRegularFile).filter(file -> file.getFileName().toString().matches("[0-9a-f]{8}-.*"))
                    .filter(file -> !file.toString().endsWith(Manifest.ENDING)).sorted()
                    .forEach(file -> all.computeIfAbsent(file.getFileName().toString().substring(0, 8), hash -> new ArrayList<>()).add(file));
            return all;
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + home.processed() + " (" + e.getMessage() + "). Nothing was changed.", e);
        }
    }
}
