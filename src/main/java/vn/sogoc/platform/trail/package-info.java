/**
 * Floor 2. Who did what: the audit trail ({@link vn.sogoc.platform.trail.Trail} is its door).
 *
 * <p>Promises: a line is written in the transaction of the action it tells, so that an action that
 * cannot be told does not happen; lines are numbered without a gap and each holds the hash of the
 * one before it; the hash of the last one goes into the log from time to time, from which moment on
 * not even the operator can rewrite what lies before it. A line names an account by its opaque
 * identifier and never a person, and of what was done it holds a hash.
 *
 * <p>Of all locks of a transaction the one on the trail's head is the last: lines wait until
 * everything else is written. {@code src/docs/trail.md} says how a line is hashed.
 */
@NullMarked
package vn.sogoc.platform.trail;

import org.jspecify.annotations.NullMarked;
