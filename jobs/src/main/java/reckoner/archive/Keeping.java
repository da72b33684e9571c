package reckoner.archive;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept in the database of an archive, beside its register: boundaries, balances, seals, findings, ids. */
final class Keeping {

    private static final List<String> TABLES = List.of("archive_account", "archive_load", "archive_stretch", "archive_finding", "archive_month",
            "archive_hour", "archive_ids");

    private Keeping() {}

    static void forget(JdbcClient database, int archive) {
        TABLES.forEach(table -> database.sql("delete from " + table + " where archive_id = :archive").param("archive", archive).update());
    }
}
