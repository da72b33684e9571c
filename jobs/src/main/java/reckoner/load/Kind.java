package reckoner.load;

import org.jspecify.annotations.Nullable;

/** What the values of a column are: how their text is read and how they are stored. */
record Kind(Storage storage, Reading reading) {

    /** The column type in a staging table. */
    enum Storage {
        TEXT,
        /** bigint, micro-credits or micro-units. */
        MICROS,
        /** bigint. */
        WHOLE,
        /** smallint, a code of an enumeration of the ledger. */
        CODE,
        /** timestamptz. */
        INSTANT
    }

    /** Puts the value of a text that is not empty into the cell, or says why it is none. */
    @FunctionalInterface
    interface Reading {
        @Nullable Fault read(CharSequence text, Cell cell);
    }

    @Nullable Fault read(CharSequence text, Cell cell) {
        return reading.read(text, cell);
    }
}
