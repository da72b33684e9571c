package reckoner.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reckoner.Failpoint;

/** Connections that pass a failpoint before and after every commit, also that of a statement which is a transaction by itself. */
final class FailingConnections extends DriverManagerDataSource {

    private static final Set<String> WRITES = Set.of("execute", "executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch");

    private FailingConnections(String url, Properties properties) {
        super(url, properties);
    }

    static FailingConnections to(String url, Properties properties) {
        return new FailingConnections(url, properties);
    }

    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        Connection real = super.getConnectionFromDriver(properties);
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                return around("commit", real, method, arguments);
            }
            Object result = called(real, method, arguments);
            return result instanceof Statement statement ? watched(statement, real) : result;
        });
    }

    private static Object watched(Statement real, Connection connection) {
        Class<?> type = real instanceof CallableStatement ? CallableStatement.class
                : real instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return Proxy.newProxyInstance(FailingConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                WRITES.contains(method.getName()) && connection.getAutoCommit()
                        ? around("statement", real, method, arguments)
                        : called(real, method, arguments));
    }

    private static Object around(String what, Object real, Method method, Object[] arguments) throws Throwable {
        Failpoint.pass("before " + what);
        Object result = called(real, method, arguments);
        Failpoint.pass("after " + what);
        return result;
    }

    private static Object called(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
