/**
 * What users type: one picocli command a file. A command reads options, opens the application only when it needs it, asks
 * {@code run} to start a job or a query of a room to answer, prints, and returns the exit code of the design: 0 agrees,
 * 1 discrepancies, 2 wrong command, 3 input refused, 4 failed, 5 busy. Results go to standard output, progress to standard
 * error. No business rule lives here.
 */
@NullMarked
package reckoner.cli;

import org.jspecify.annotations.NullMarked;
