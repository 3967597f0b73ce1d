/**
 * Floor 8, inside issuance. The holder hears of every credential in their name: whoever issues one
 * behind somebody's back with a genuine key is found out by the person whose name it bears ({@link
 * vn.sogoc.issuance.notice.Notices} is the door).
 *
 * <p>Every few seconds a clock looks for batches that are done and writes, in one statement for all
 * of them, a notice for each holder who has an account and each guardian who acts for one. Issuing
 * itself does no more for it than before. Any node's clock may come first: batches are taken with
 * skip-locked and marked in the same transaction, so each is told once; what a crash cut off is
 * told at the next tick.
 *
 * <p>The inbox is told by the row itself. Where a spool folder is configured a file for each notice
 * is put there for a gateway that knows addresses; the registry knows none. It holds opaque
 * identifiers, and no log line tells more than a count.
 *
 * <p>This package owns the table {@code holder_notice}.
 */
@NullMarked
package vn.sogoc.issuance.notice;

import org.jspecify.annotations.NullMarked;
