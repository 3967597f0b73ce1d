/**
 * Floor 7. Issuance lists as the law wants them, and their open data.
 *
 * <p>A list is made once for a recorded batch: a header (institution, decision, kind, dates, count,
 * Merkle root over salted rows) signed by the institution's list key, and beside it the rows. A row
 * can be blanked later and the list still verifies, because its leaf stays. What a row shows is the
 * regime's publication profile. That a credential is published is proved at every question, from
 * its row to the signed root; a list that does not verify proves nothing.
 *
 * <p>Making a list again for the same batch gives the list that is there; a crash before the
 * transaction of {@code ListStore} leaves nothing.
 */
@NullMarked
package vn.sogoc.publication;

import org.jspecify.annotations.NullMarked;
