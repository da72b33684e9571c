package reckoner;

/**
 * A run cannot go on. The message is for the person at the terminal: place, values, what was and was not changed, and what
 * to type next. Bad data is no failure: it is recorded in rows.
 */
public final class Failure extends RuntimeException {

    /** Why, and with that the exit code of the process. */
    public enum Category {
        /** The command line is wrong. */
        COMMAND(2),
        /** Input was refused; nothing of it was loaded. */
        INPUT(3),
        /** A settings file is wrong. */
        SETTINGS(2),
        /** Database, disk, mail, memory. */
        ENVIRONMENT(4),
        /** Another process holds the run lock, or an earlier run needs {@code runs recover}. */
        BUSY(5),
        /** Our own fault. */
        BUG(4);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Category category;

    public Failure(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Failure(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    public static Failure command(String message) {
        return new Failure(Category.COMMAND, message);
    }

    public static Failure input(String message) {
        return new Failure(Category.INPUT, message);
    }

    public static Failure settings(String message) {
        return new Failure(Category.SETTINGS, message);
    }

    public static Failure environment(String message) {
        return new Failure(Category.ENVIRONMENT, message);
    }

    public static Failure environment(String message, Throwable cause) {
        return new Failure(Category.ENVIRONMENT, message, cause);
    }

    public static Failure busy(String message) {
        return new Failure(Category.BUSY, message);
    }

    public Category category() {
        return category;
    }
}
