/**
 * Disturbs month ends and shows that nothing is lost: processes that die at a commit or a rename, are killed, suspended or started
 * twice, connections that are cut, a server that is gone, a disk that is full, a mail server that hangs up, a clock that jumps. Each disturbed month
 * end is finished by the same command and must leave the rows, mails and bytes that an undisturbed one leaves. Owns its scratch
 * homes and databases, and only ends processes that it started; ended from outside, it ends them all.
 */
@NullMarked
package reckoner.faults;

import org.jspecify.annotations.NullMarked;
