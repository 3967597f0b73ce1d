/**
 * Floor 8. Supplements of the diplomas of an issued batch (phụ lục văn bằng, bảng điểm): decision
 * record 0018.
 *
 * <p>One person uploads a list of courses for the batch; every row is checked against the signed
 * records and its own sums, and nothing of a list with a fault is stored. Another person approves
 * the hash over exactly what will be signed, and a job signs every supplement by the institution's
 * record key and records them whole, with their entries of the log. A crash before that commit
 * leaves nothing; what was signed and not recorded is void.
 *
 * <p>Owns {@code supplement_sheet} and {@code supplement_draft}. Drafts hold marks, so they are
 * sealed and go when their list is signed or discarded.
 */
@NullMarked
package vn.sogoc.issuance.supplement;

import org.jspecify.annotations.NullMarked;
