package reckoner.delivery;

import java.util.Map;

/** Takes parcels to one target. */
interface Courier extends AutoCloseable {

    /** Find out whether the way is open, before anything is begun. */
    void open() throws Undelivered;

    /**
     * Deliver; return only when the other side has taken it.
     *
     * @param documents bytes by name, proven against the register
     * @return what was answered
     */
    String deliver(Parcel parcel, Map<String, byte[]> documents) throws Undelivered;

    /** Where this parcel goes. */
    String address(Parcel parcel) throws Undelivered;

    @Override
    default void close() {
        // Most have nothing to close.
    }
}
