/**
 * Floor 6. Is it still in force? The answer is read from the events of a credential and from
 * nothing else: the last event that changes its force decides, corrections add to it.
 *
 * <p>An event is recorded with the decision behind it ({@link vn.sogoc.status.Decisions}): asked
 * for by one person, approved by another over the hash of its content, on a ground that the
 * catalogue names with its law. The log gets that hash alone; what a correction changes is seen by
 * the holder, the institution and auditors, that there is a decision and its number by everybody
 * ({@link vn.sogoc.status.Lineages}).
 */
@NullMarked
package vn.sogoc.status;

import org.jspecify.annotations.NullMarked;
