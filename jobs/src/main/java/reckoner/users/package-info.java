/**
 * The users of the console: who they are, how they and their programs sign in, and the audit of what they did. Owns the tables
 * console_user, console_user_account, setup_token, api_token and audit_entry. Invariants: of passwords and tokens only hashes
 * are kept; there is always an admin; a change of a user ends its sessions; the audit only grows.
 */
@NullMarked
package reckoner.users;

import org.jspecify.annotations.NullMarked;
