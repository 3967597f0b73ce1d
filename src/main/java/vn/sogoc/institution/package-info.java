/**
 * Floor 4. Who may issue what and when; their keys and mandates over time.
 *
 * <p>The truth about an institution is its newest statement: names, kinds it may issue, keys with
 * their intervals and states, signed by the trust-list key, whose certificate leads to the pinned
 * ministry root. The rows beside it are an index. A row changed by hand changes no answer: a key is
 * believed only where the statement that names it verifies, at every question.
 *
 * <p>Three relations stay separate: who issued (in the record, for ever), who keeps the register
 * now (custody, in the register), and who signs (a mandate, checked on the day).
 */
@NullMarked
package vn.sogoc.institution;

import org.jspecify.annotations.NullMarked;
