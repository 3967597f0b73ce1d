/**
 * Floor 9. Re-derives the register from its bytes and names every row that is wrong ({@link
 * vn.sogoc.audit.Audit} is its door).
 *
 * <p>Promises: it reads one snapshot through a connection that cannot write, believes no column,
 * and uses nothing of the running service but pure codecs: what is signed, what is logged and what
 * the pinned policy and root accept decides what each row must say. Its memory grows by about 100
 * bytes for each entry of the log and by one batch. A new table gets a {@link vn.sogoc.audit.Check}
 * of its own, named in {@code Audit}.
 *
 * <p>What it cannot see: a register that was replaced as a whole, together with its log, by one
 * that the same witnesses cosigned; that is what the witnesses' memory is for.
 */
@NullMarked
package vn.sogoc.audit;

import org.jspecify.annotations.NullMarked;
