/**
 * Supplements of diplomas (phụ lục văn bằng) that were signed, beside the register: which revision
 * of a diploma counts, and how one is taken back by two persons.
 *
 * <p>Owns {@code supplement} and {@code supplement_withdrawal}. What is recorded here is recorded
 * in the caller's transaction, together with its entries of the log; a crash before its commit
 * leaves nothing. Which supplement counts is decided by the log, never by these rows alone.
 */
@NullMarked
package vn.sogoc.register.supplement;

import org.jspecify.annotations.NullMarked;
