package reckoner.load;

/**
 * One column of a native feed.
 *
 * @param optional its value may be empty
 * @param omissible the column itself may be missing
 */
record Column(String name, Kind kind, boolean optional, boolean omissible) {

    static Column required(String name, Kind kind) {
        return new Column(name, kind, false, false);
    }

    static Column optional(String name, Kind kind) {
        return new Column(name, kind, true, false);
    }

    static Column omissible(String name, Kind kind) {
        return new Column(name, kind, true, true);
    }

    /** Its name in the staging table, where amounts say their unit. */
    String stagingName() {
        return kind.storage() == Kind.Storage.MICROS ? name + "_micros" : name;
    }
}
