/**
 * The outbox: statements that were issued go to their account by mail, or into a folder, once. It knows the register by its
 * tables and the documents by their hashes; what went to whom is kept for good.
 */
@NullMarked
package reckoner.delivery;

import org.jspecify.annotations.NullMarked;
