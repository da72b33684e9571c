package reckoner.personal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Home;
import reckoner.Sha256;
import reckoner.statement.PersonalExtract;

/** The statements that were issued to a person: the register of them, and their files where they are. */
final class IssuedDocuments {

    private final JdbcClient database;
    private final Home home;

    IssuedDocuments(JdbcClient database, Home home) {
        this.database = database;
        this.home = home;
    }

    List<PersonalExtract.Issued> of(int account, ZoneId zone) {
        record Row(String number, OffsetDateTime startsAt, OffsetDateTime endsAt, OffsetDateTime issuedAt, @Nullable String replacedBy, String hashes) {}
        return database.sql("""
                        select s.number, s.starts_at, s.ends_at, s.issued_at, s.replaced_by,
                          coalesce(string_agg(upper(f.format) || ' ' || f.sha256, chr(10) order by f.format), '') as hashes
                        from statement s
                        left join statement_file f using (statement_id)
                        where s.account_key = :account
                        group by s.statement_id
                        order by s.statement_id""")
                .param("account", account)
                .query(Row.class).list().stream()
                .map(row -> new PersonalExtract.Issued(row.number(), row.startsAt().toInstant(), row.endsAt().toInstant(), row.issuedAt().toInstant(),
                        row.replacedBy(), row.hashes()))
                .toList();
    }

    /** A file that is registered, by its name below {@code out/}. */
    record IssuedFile(String name, String sha256) {}

    List<IssuedFile> files(int account) {
        return database.sql("""
                        select f.file_name as name, f.sha256
                        from statement_file f
                        join statement s using (statement_id)
                        where s.account_key = :account
                        order by s.statement_id, f.format""")
                .param("account", account).query(IssuedFile.class).list();
    }

    /** Copy those that are there with the bytes that were issued; returns how many are not. */
    int copy(int account, Path folder) throws IOException {
        int missing = 0;
        for (IssuedFile file : files(account)) {
            Path place = home.out().resolve(file.name()).normalize();
            if (place.startsWith(home.out()) && Files.isRegularFile(place) && Sha256.of(place).equals(file.sha256())) {
                Files.createDirectories(folder);
                Files.copy(place, folder.resolve(place.getFileName()));
            } else {
                missing++;
            }
        }
        return missing;
    }
}
