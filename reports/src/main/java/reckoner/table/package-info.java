/**
 * Holds one neutral table of typed cells, and writes it as CSV and as aligned text.
 *
 * <p>Owns how figures, dates and shares look in text. Does not own what is in a table, nor PDF and workbooks, which read the same cells.
 * Invariants: a row has one cell per column; money never passes through a double; text that a spreadsheet would take for a formula is
 * made harmless in CSV, numbers never are touched.
 */
@NullMarked
package reckoner.table;

import org.jspecify.annotations.NullMarked;
