package reckoner.faults;

import java.time.Duration;

/** Where the databases of a campaign come from. */
public interface Databases {

    /** How to reach one. */
    record Address(String url, String username, String password) {}

    /** Make a database without rows; its schema may be made by the first who opens it. */
    Address fresh();

    /** Remove one that is not needed any more. */
    default void drop(Address database) {}

    /** Whether {@link #crash} may be asked for: the server is nobody else's. */
    default boolean canCrash() {
        return false;
    }

    /** Kill the server without warning and start it again after a while. Returns where {@code known} is reached from then on. */
    default Address crash(Address known, Duration absent) {
        throw new UnsupportedOperationException("this server is shared");
    }
}
