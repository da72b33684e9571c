package reckoner.load;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys and indexes of the ledger, taken off before many rows come and made again after them, as they were. */
final class TableIndexes {

    private final JdbcClient database;
    private final List<String> drops;
    private final List<String> creates;

    /** Remember what there is, whichever migration has made it. */
    TableIndexes(JdbcClient database, String table) {
        this.database = database;
        String keys = " from pg_constraint where conrelid = '" + table + "'::regclass and contype in ('p', 'u', 'x') order by contype, conname";
        String others = " from pg_index i where indrelid = '" + table + "'::regclass"
                + " and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid) order by indexrelid";
        this.drops = new java.util.ArrayList<>(strings("select format('alter table " + table + " drop constraint %I', conname)" + keys));
        this.drops.addAll(strings("select 'drop index ' || indexrelid::regclass" + others));
        this.creates = new java.util.ArrayList<>(strings(
                "select format('alter table " + table + " add constraint %I %s', conname, pg_get_constraintdef(oid))" + keys));
        this.creates.addAll(strings("select pg_get_indexdef(indexrelid)" + others));
    }

    void drop() {
        drops.forEach(sql -> database.sql(sql).update());
    }

    /** Fails as {@code DuplicateKeyException} where the rows do not allow it. */
    void create() {
        database.sql("set local maintenance_work_mem = '512MB'").update();
        database.sql("set local max_parallel_maintenance_workers = 2").update();
        creates.forEach(sql -> database.sql(sql).update());
    }

    private List<String> strings(String sql) {
        return database.sql(sql).query(String.class).list();
    }
}
