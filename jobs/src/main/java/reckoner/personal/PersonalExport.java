package reckoner.personal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import reckoner.Failure;
import reckoner.Home;
import reckoner.document.Branding;
import reckoner.document.Documents;
import reckoner.statement.PersonalExtract;
import reckoner.statements.Shelf;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything that the database holds of one person: as JSON, as a readable PDF, and with the issued documents that are there. */
@Component
public class PersonalExport {

    private static final int FETCH = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NamedParameterJdbcTemplate rows;
    private final JdbcClient database;
    private final TransactionTemplate reading;
    private final Documents documents;
    private final Home home;
    private final Clock clock;

    PersonalExport(JdbcTemplate database, PlatformTransactionManager transactions, Documents documents, Home home, Clock clock) {
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        streaming.setFetchSize(FETCH);
        this.rows = new NamedParameterJdbcTemplate(streaming);
        this.database = JdbcClient.create(database);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.documents = documents;
        this.home = home;
        this.clock = clock;
    }

    /** What was written, and how much of what. */
    public record Exported(Path folder, List<PersonalExtract.Held> held, int statements, int missingFiles) {}

    /** Where exports stand unless somebody says otherwise. */
    public Path folder(String account) {
        return folder(home, account);
    }

    static Path folder(Home home, String account) {
        return home.out().resolve("personal").resolve(Shelf.fileName(account));
    }

    /** Write the export into the folder, which is replaced when all of it is made. Fails as {@code COMMAND} where there is no such account. */
    public Exported write(String account, Path folder, Branding branding) {
        Path unfinished = folder.resolveSibling("." + folder.getFileName() + ".unfinished");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(unfinished);
            try {
                Exported exported = Objects.requireNonNull(reading.execute(status -> write(Person.of(database, account), unfinished, branding)));
                replace(unfinished, folder);
                return new Exported(folder, exported.held(), exported.statements(), exported.missingFiles());
            } finally {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        } catch (IOException | UncheckedIOException e) {
            throw Failure.environment("Cannot write %s (%s). Nothing was changed. Make room or choose another place with --output."
                    .formatted(folder, e.getMessage()), e);
        }
    }

    private static void replace(Path unfinished, Path folder) throws IOException {
        if (Files.exists(folder)) {
            boolean isOurs = Files.isDirectory(folder) && (Files.exists(folder.resolve("data.json")) || FolderContent.isEmpty(folder));
            if (!isOurs) {
                throw Failure.command(folder + " is there and holds something else. Nothing was written. Name another folder with --output.");
            }
            FileSystemUtils.deleteRecursively(folder);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is held is told whole. */
    private void requireInLedger(Person person) {
        database.sql("select entries from archived_account where account_key = :account").param("account", person.key()).query(Long.class).optional()
                .ifPresent(entries -> {
                    throw Failure.command(("%,d entries of %s are archived, so not all that is held could be told. Nothing was changed."
                            + " Take the archives back first: ./run.sh archive --list, ./run.sh load FOLDER").formatted(entries, person.id()));
                });
    }

    private Exported write(Person person, Path folder, Branding branding) {
        requireInLedger(person);
        try {
            Instant asOf = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            List<PersonalExtract.Held> held = writeData(person, asOf, folder.resolve("data.json"));
            IssuedDocuments issued = new IssuedDocuments(database, home);
            List<PersonalExtract.Issued> register = issued.of(person.key(), person.zone());
            int missing = issued.copy(person.key(), folder.resolve("statements"));
            PersonalExtract extract = new PersonalExtract(person.id(), person.name(), person.email() == null ? "" : person.email(), person.zone(), person.currency(),
                    asOf, held, register);
            try (OutputStream out = Files.newOutputStream(folder.resolve("summary.pdf"))) {
                documents.pdf(extract, branding, out);
            }
            return new Exported(folder, held, register.size(), missing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One object: who, as of when, and under {@code tables} the rows of each; a row a line. */
    private List<PersonalExtract.Held> writeData(Person person, Instant asOf, Path file) throws IOException {
        List<PersonalExtract.Held> held = new ArrayList<>();
        HeldRows reader = new HeldRows(rows, person);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("{\"account\": " + JSON.writeValueAsString(person.id()) + ",\n\"asOf\": \"" + asOf + "\",\n\"tables\": {");
            boolean first = true;
            for (Inventory.TableOf table : Inventory.read().held()) {
                out.write((first ? "\n" : ",\n") + JSON.writeValueAsString(table.name()) + ": {\"what\": " + JSON.writeValueAsString(table.what())
                        + ", \"source\": " + JSON.writeValueAsString(table.source()) + ", \"kept\": " + JSON.writeValueAsString(table.kept()) + ", \"rows\": [");
                first = false;
                held.add(new PersonalExtract.Held(table.what(), written(reader, table, out), table.source(), table.kept()));
                out.write("]}");
            }
            out.write("\n}}\n");
        }
        return held;
    }

    private static long written(HeldRows reader, Inventory.TableOf table, Writer out) {
        String[] before = {"\n"};
        return reader.each(table, json -> {
            try {
                out.write(before[0] + json);
                before[0] = ",\n";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
