package reckoner.cli;

import java.sql.SQLException;
import reckoner.Failure;

/** Turns what the machine or a framework threw into a message for a person. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return database(sql);
            }
            if (cause instanceof org.springframework.boot.context.properties.bind.BindException) {
                return Failure.settings("Settings are wrong: " + oneLine(root) + ". Correct config/reckoner.yaml or the environment variable.");
            }
        }
        return new Failure(
                Failure.Category.BUG,
                "The run failed: %s: %s. ./run.sh doctor tells what this machine lacks; RECKONER_TRACE=1 shows the details."
                        .formatted(root.getClass().getSimpleName(), oneLine(root)),
                exception);
    }

    private static Failure database(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        String message = oneLine(sql);
        if (state.startsWith("28")) {
            return Failure.environment("The database refuses the login: " + message
                    + ". Nothing was changed. Check RECKONER_DATABASE_USERNAME and RECKONER_DATABASE_PASSWORD.");
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Failure.environment("The database connection is lost or cannot be made: " + message
                    + ". Nothing is half applied. Run the same command again when the database is back.");
        }
        if (state.startsWith("53")) {
            return Failure.environment("The database has no room left: " + message
                    + ". Nothing is half applied. Make room and run the same command again.");
        }
        return Failure.environment("The database refused a statement (" + state + "): " + message
                + ". Nothing is half applied. Set RECKONER_TRACE=1 and repeat for the details.");
    }

    private static String oneLine(Throwable exception) {
        return String.valueOf(exception.getMessage()).replaceAll("\\s+", " ").strip().replaceFirst("\\.+$", "");
    }
}
