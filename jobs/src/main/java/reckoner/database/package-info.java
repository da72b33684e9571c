/**
 * The PostgreSQL that everything is kept in: an embedded one inside the home directory, owned with care, or yours. Migrates
 * the schema at start. Owns connections and nothing of what the tables mean. Invariants: the embedded server is durable
 * ({@code fsync} and {@code synchronous_commit} on), asks for a password, listens on the loopback only, and is stopped by
 * the last process that uses it, never under another one.
 */
@NullMarked
package reckoner.database;

import org.jspecify.annotations.NullMarked;
