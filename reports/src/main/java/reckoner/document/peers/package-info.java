/**
 * Makes the same documents the way that each library's own guide shows, for {@code bench statements} to measure against. Nothing
 * else uses it, and nothing of it reaches an account.
 */
@NullMarked
package reckoner.document.peers;

import org.jspecify.annotations.NullMarked;
