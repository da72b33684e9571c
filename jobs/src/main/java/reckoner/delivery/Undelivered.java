package reckoner.delivery;

/** Why an attempt came to nothing, in the words of who refused it. */
final class Undelivered extends Exception {

    private static final long serialVersionUID = 1L;

    /** What that means for this parcel and for the others. */
    enum Kind {
        /** No use trying again. */
        NEVER,
        /** Another time. */
        LATER,
        /** Another time, and nobody knows whether the other side has taken it all the same. */
        UNSURE,
        /** The way itself is closed: no other parcel gets through now. */
        NO_WAY
    }

    private final Kind kind;

    Undelivered(Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
