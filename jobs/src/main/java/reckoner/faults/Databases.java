package reckoner.faults;

import java.io.IOException;
import java.time.Duration;

/** Where the databases of a campaign come from. */
public interface Databases {

    /** How to reach one. */
    record Address(String url, String username, String password) {}

    /** Make a database with the schema and without rows. */
    Address fresh();

    /** Make one whose schema is still to be made by the first who opens it, where that can be had. */
    default Address bare() {
        return fresh();
    }

    /** Whether {@link #confine} may be asked for. */
    default boolean canConfine() {
        return false;
    }

    /** Put a database that nobody uses onto a disk of its own with so little room left, until that is closed. */
    default Disk confine(Address database, int kilobytesLeft) throws IOException {
        throw new UnsupportedOperationException("the disk of this server is not ours");
    }

    /** A disk that is taken away again. */
    interface Disk extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

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
