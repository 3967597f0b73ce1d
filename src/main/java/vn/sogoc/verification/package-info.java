/**
 * Floor 8. The public question "is this real?".
 *
 * <p>Nothing is valid because the database says so. A verdict is computed anew at every question
 * from the presented bytes: signature, key by a verified statement, register entry re-derived from
 * its own signed record, published list proved to its signed root, events. A check that could not
 * be made is never read as passed; what nobody could find is never called forged. Rows are read at
 * every question; only the outcomes of pure computations over unchanged bytes are kept in memory.
 *
 * <p>Every answer leaves a receipt without personal data, written before the answer is given.
 */
@NullMarked
package vn.sogoc.verification;

import org.jspecify.annotations.NullMarked;
