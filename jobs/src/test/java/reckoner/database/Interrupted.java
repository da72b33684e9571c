package reckoner.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Connections on which something else happens in the database between the first statement and the second, once. */
public final class Interrupted extends AbstractDataSource {

    private static final Set<String> STATEMENTS = Set.of("createStatement", "prepareStatement", "unwrap");

    private final DataSource source;
    private final Runnable between;
    private final AtomicInteger statements = new AtomicInteger();

    public Interrupted(DataSource source, Runnable between) {
        this.source = source;
        this.between = between;
    }

    /** Did it happen? */
    public boolean happened() {
        return statements.get() > 1;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = source.getConnection();
        return (Connection) Proxy.newProxyInstance(Interrupted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (STATEMENTS.contains(method.getName()) && statements.incrementAndGet() == 2) {
                between.run();
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException();
    }
}
