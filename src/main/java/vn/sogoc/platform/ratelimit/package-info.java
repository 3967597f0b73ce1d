/**
 * Budgets per caller, so that nobody reads the register row by row. Token buckets in the memory of
 * this process, in a bounded map: a restart forgets them, and each node counts for itself. Programs
 * whose key has no quota are not counted.
 *
 * <p>Header fields as in draft-ietf-httpapi-ratelimit-headers-10.
 */
@NullMarked
package vn.sogoc.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
