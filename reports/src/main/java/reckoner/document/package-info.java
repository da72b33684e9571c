/**
 * Makes documents of a statement or an event report: PDF (JasperReports), workbook (POI), CSV, and the charts in them (JFreeChart).
 *
 * <p>Owns layout, languages, colours, fonts and file formats, and is the only package that sees those libraries. Does not own any figure: all come
 * from {@code reckoner.statement}, already consistent. Invariants: the same statement and branding give the same bytes; names of any
 * length stretch their row and are never cut; meaning is never told by colour alone.
 */
@NullMarked
package reckoner.document;

import org.jspecify.annotations.NullMarked;
