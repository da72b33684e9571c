package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reckoner.Sha256;

/**
 * What a month end left: every business fact without surrogate keys and clock times, every file with its hash, and what should
 * not be there. Two month ends of the same input are equal where these are.
 */
record Traces(Map<String, List<String>> facts) {

    private static final Map<String, String> QUERIES = queries();
    /** Facts with the hashes of documents, and what these look like there; the id of a mail has one, too. */
    private static final Map<String, String> DATED =
            Map.of("documents", " [0-9a-f]{16}$", "delivered files", " [0-9a-f]{16}$", "mails", "\\.[0-9a-f]{12}@.*$", "registered files", "\\|[0-9a-f]{64}$");

    static Traces of(Site site) throws IOException {
        DriverManagerDataSource source = new DriverManagerDataSource(
                site.database().url(), site.database().username(), site.database().password());
        JdbcClient database = JdbcClient.create(source);
        Map<String, List<String>> facts = new TreeMap<>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            facts.put(query.getKey(), database.sql(query.getValue()).query(String.class).list());
        }
        facts.put("documents", hashed(site.home().out()));
        facts.put("delivered files", hashed(site.delivered()));
        facts.put("mails", List.copyOf(site.postbox().taken().keySet()));
        facts.put("mails sent again without a doubt", repeated(site, database));
        facts.put("inbox", hashed(site.home().inbox()));
        facts.put("processed", hashed(site.home().processed()));
        facts.put("quarantine", hashed(site.home().quarantine()));
        facts.put("unfinished", hashed(site.home().unfinished()));
        facts.put("files that are not as registered", strays(site, database));
        return new Traces(facts);
    }

    /** Registered files that are missing, or whose bytes are others than the register says. */
    private static List<String> strays(Site site, JdbcClient database) throws IOException {
        List<String> all = new ArrayList<>();
        for (Map<String, Object> file : database.sql("select file_name, sha256 from statement_file order by file_name").query().listOfRows()) {
            Path place = site.home().out().resolve(file.get("file_name").toString());
            if (!Files.exists(place) || !Sha256.of(place).equals(file.get("sha256"))) {
                all.add(place.getFileName().toString());
            }
        }
        return all;
    }

    /** The same but for the bytes of what bears the date of the day it was made on. */
    Traces undated() {
        Map<String, List<String>> undated = new TreeMap<>(facts);
        DATED.forEach((name, hash) -> undated.computeIfPresent(name, (same, rows) -> rows.stream().map(row -> row.replaceFirst(hash, "")).toList()));
        return new Traces(undated);
    }

    /** A mail may arrive twice, under the same id, where its answer was lost; that is written down. */
    private static List<String> repeated(Site site, JdbcClient database) {
        List<String> doubtful = database.sql("select message_id from delivery where doubtful").query(String.class).list();
        return site.postbox().taken().entrySet().stream()
                .filter(mail -> mail.getValue() > 1 && doubtful.stream().noneMatch(id -> mail.getKey().contains(id)))
                .map(Map.Entry::getKey).toList();
    }

    /** In which facts the two differ, with the first difference of each. */
    List<String> differences(Traces other) {
        List<String> all = new ArrayList<>();
        facts.forEach((name, mine) -> {
            List<String> theirs = other.facts.getOrDefault(name, List.of());
            if (!mine.equals(theirs)) {
                all.add("%s: %d and %d, %s".formatted(name, mine.size(), theirs.size(), first(mine, theirs)));
            }
        });
        return all;
    }

    private static String first(List<String> mine, List<String> theirs) {
        List<String> lost = mine.stream().filter(row -> !theirs.contains(row)).limit(1).toList();
        List<String> added = theirs.stream().filter(row -> !mine.contains(row)).limit(1).toList();
        return "undisturbed " + lost + ", disturbed " + added;
    }

    private static List<String> hashed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> files = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(folder.relativize(file) + " " + Sha256.of(file).substring(0, 16));
            }
            return files;
        }
    }

    private static Map<String, String> queries() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("entries", """
                select concat_ws('|', account, transaction, version, occurred_at, service, type, status, amount, balance)
                from entry order by account, transaction, version""");
        all.put("usage", "select concat_ws('|', account_key, usage_id, occurred_at) from usage_record order by usage_id");
        all.put("payments", "select concat_ws('|', account_key, payment_id, credits_micros) from payment order by payment_id");
        all.put("repeats", "select concat_ws('|', transaction_id, same_file, same_content) from repeated_record order by transaction_id");
        all.put("discrepancies", "select concat_ws('|', identity, expected, actual, cause, state) from discrepancy order by identity");
        all.put("buckets", """
                select concat_ws('|', a.account_id, grain, starts_at, s.name, type, status, sum(activities), sum(amount_micros))
                from timeline_bucket join account a using (account_key) join service s using (service_key)
                group by a.account_id, grain, starts_at, s.name, type, status
                order by a.account_id, grain, starts_at, s.name, type, status""");
        all.put("statements", """
                select concat_ws('|', number, a.account_id, starts_at, opening, closing)
                from statement join account a using (account_key) order by number""");
        all.put("registered files", "select concat_ws('|', file_name, sha256) from statement_file order by file_name");
        all.put("open runs", """
                select job_execution_id || ' ' || status from batch_job_execution
                where end_time is null or status not in ('COMPLETED', 'FAILED', 'STOPPED') order by 1""");
        all.put("loads", "select concat_ws('|', file_name, state, row_count) from load order by file_name");
        all.put("delivered", "select concat_ws('|', target, state, count(*)) from delivery group by target, state order by target, state");
        return all;
    }
}
