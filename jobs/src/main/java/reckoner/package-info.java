/**
 * The application: starts Spring with a home directory and the settings files, and holds the two words that every room
 * needs, {@link reckoner.Home} (where a run keeps things) and {@link reckoner.Failure} (how a run says that it cannot go on).
 */
@NullMarked
package reckoner;

import org.jspecify.annotations.NullMarked;
