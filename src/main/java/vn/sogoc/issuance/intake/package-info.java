/**
 * Floor 8, the first half of issuing: a class list becomes claims, or a list of everything that is
 * wrong with it, each fault named by row, column, expected and found. Pure: no state, no clock, no
 * database; what is law here is read from the catalogue.
 *
 * <p>A list whose columns do not fit is refused as a whole. A list whose rows have faults is read
 * to its end, so that one look shows all of them; claims are made only of rows without faults.
 * Warnings stop nothing, but the approver acknowledges them.
 */
@NullMarked
package vn.sogoc.issuance.intake;

import org.jspecify.annotations.NullMarked;
