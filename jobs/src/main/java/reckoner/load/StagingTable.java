package reckoner.load;

import java.sql.SQLException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The unlogged table that holds the rows of one load between reading and booking. */
record StagingTable(Feed feed, int load) {

    String name() {
        return "staging.stage_" + feed.title() + "_" + load;
    }

    /** Make it anew; what an attempt that died left behind goes. */
    void create(JdbcClient database) {
        drop(database);
        database.sql("create unlogged table " + name() + " (like stage_" + feed.title() + " including all)").update();
    }

    void drop(JdbcClient database) {
        database.sql("drop table if exists " + name()).update();
    }

    /** For the planner, which otherwise guesses. */
    void analyze(JdbcClient database) {
        database.sql("analyze " + name()).update();
    }

    boolean exists(JdbcClient database) {
        return database.sql("select to_regclass(:name) is not null").param("name", name()).query(Boolean.class).single();
    }

    long count(JdbcClient database) {
        return database.sql("select count(*) from " + name()).query(Long.class).single();
    }

    /** Open a copy into it, in the transaction of the calling thread. */
    RowCopy copy(DataSource source) throws SQLException {
        String columns = feed.columns().stream().map(Column::stagingName).collect(Collectors.joining(", "));
        return new RowCopy(
                feed,
                DataSourceUtils.getConnection(source).unwrap(PGConnection.class).getCopyAPI().copyIn(
                        "copy " + name() + " (line_no, " + columns + ") from stdin (format binary)"));
    }
}
