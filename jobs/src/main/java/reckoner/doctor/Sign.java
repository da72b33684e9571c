package reckoner.doctor;

/**
 * One thing that was looked at.
 *
 * @param found what it is
 * @param remedy what to do; empty where nothing is to be done
 */
public record Sign(String what, State state, String found, String remedy) {

    /** How it is. */
    public enum State {
        GOOD,
        /** Works, and should be looked at. */
        WARN,
        /** Something may be lost or go wrong. */
        BAD
    }

    static Sign good(String what, String found) {
        return new Sign(what, State.GOOD, found, "");
    }

    static Sign of(boolean good, State otherwise, String what, String found, String remedy) {
        return good ? good(what, found) : new Sign(what, otherwise, found, remedy);
    }
}
