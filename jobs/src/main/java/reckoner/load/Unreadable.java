package reckoner.load;

/** Ends the reading of a file: what follows cannot be trusted, so the whole file is refused whatever is allowed. */
final class Unreadable extends RuntimeException {

    private final transient Rejection rejection;

    Unreadable(long line, String column, CharSequence value, String reason, String remedy) {
        super(reason);
        this.rejection = Rejection.of(line, column, value, new Fault(reason, remedy));
    }

    Unreadable(long line, String reason, String remedy) {
        this(line, "", "", reason, remedy);
    }

    Rejection rejection() {
        return rejection;
    }
}
