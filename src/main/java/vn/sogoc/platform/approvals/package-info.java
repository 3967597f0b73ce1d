/**
 * Floor 2. Nobody acts alone: one person asks, another one approves exactly that content and count,
 * and the approval is used once, within its time.
 *
 * <p>Persons are compared, not accounts; the database refuses a row whose approver is its
 * requester, and a trigger lets a row only go forward. Each door method locks the one live row of
 * the subject, so that of two racing approvals one has the effect and the other is refused. {@code
 * approve} and {@code consume} join the caller's transaction: a crash leaves both the approval and
 * what it allowed, or neither. Rows are kept as evidence.
 */
@NullMarked
package vn.sogoc.platform.approvals;

import org.jspecify.annotations.NullMarked;
