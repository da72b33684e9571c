package reckoner.reconcile;

/**
 * What the checks of a run look at.
 *
 * @param kind everything; a part that was asked for; or what is new, beside which what was found before is told again
 * @param seen up to where the checks looked before; with {@code NEW} only
 */
record Scope(Kind kind, Checkpoints.Mark seen) {

    enum Kind {
        EVERYTHING,
        PART,
        NEW
    }

    static final Scope EVERYTHING = new Scope(Kind.EVERYTHING, Checkpoints.Mark.NOTHING);
    static final Scope PART = new Scope(Kind.PART, Checkpoints.Mark.NOTHING);

    static Scope since(Checkpoints.Mark seen) {
        return new Scope(Kind.NEW, seen);
    }

    /** Do temporary tables lie over the views that a check reads? */
    boolean isNarrowed() {
        return kind != Kind.EVERYTHING;
    }
}
