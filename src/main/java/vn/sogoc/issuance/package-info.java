/**
 * Floor 8. From a class list to issued credentials, and nobody alone: one person prepares, another
 * approves the hash of exactly what will be signed, the person of the mandate has it signed.
 *
 * <p>A batch is frozen when it is stored: its rows are never changed, by grant and by trigger, and
 * its approved hash covers every claim of every row in order. Signing is a job of {@link
 * vn.sogoc.platform.jobs}: <em>reserve</em> (numbers, record ids, time of issue; one transaction) →
 * <em>sign</em> in chunks that were found to be approved, staged, outside any transaction →
 * <em>record</em>: each signature is verified and each row compared with what was reserved for it,
 * the approved hash is computed again from the signed records, the key's state is read again, and
 * the whole batch enters the register in one transaction, the commit point → <em>publish</em> the
 * issuance list → done. Memory grows with a batch by a few hundred bytes for each row of its list.
 *
 * <p>What a crash does: before the reservation commits nothing has happened; later the job goes on
 * with the same numbers, and a signature that was made and not recorded is void. Nothing of a batch
 * is visible outside this package before the commit point.
 *
 * <p>A signing that failed is asked for again and uses the same numbers. One that never will be is
 * given up by two persons ({@code Voidings}): its numbers are void with minutes in the register,
 * and its persons may stand in another batch.
 *
 * <p>This package owns the tables {@code batch}, {@code batch_row}, {@code batch_finding}, {@code
 * issuance_claim} and {@code staged_record}.
 */
@NullMarked
package vn.sogoc.issuance;

import org.jspecify.annotations.NullMarked;
