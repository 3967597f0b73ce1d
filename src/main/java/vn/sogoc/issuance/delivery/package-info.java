/**
 * Floor 8, inside issuance. Who received a document, and when: the list that recipients sign
 * ({@link vn.sogoc.issuance.delivery.DeliveryLists}), what was handed out and what was taken back
 * on its day ({@link vn.sogoc.issuance.delivery.Deliveries}), and what nobody came for.
 *
 * <p>Handing out is an event of the institution, not of the log: an entry says nothing of a person,
 * and whether a diploma is genuine does not hang on who fetched it (decision 0015). Each event is
 * one more row under a seal, numbered without a gap for its credential, and one line of the audit
 * trail with its hash in the same transaction; the audit compares both ways.
 *
 * <p>A list that everybody signed is written down for its whole batch in one act ({@link
 * vn.sogoc.issuance.delivery.Sheets}), by a job: each credential has the event and the line that it
 * would have alone. A crash leaves whole chunks; the job goes on after the last one.
 *
 * <p>Somebody who receives it in the holder's place is personal data: name and number of the paper
 * are sealed for that one row.
 *
 * <p>A link ({@link vn.sogoc.issuance.delivery.DeliveryLinks}) is used once, with the date of
 * birth. Its secret is in the fragment; a keyed hash of it is kept, the message is sealed until the
 * gateway has it, and then neither it nor the address is known here any more.
 *
 * <p>This package owns the tables {@code delivery_event}, {@code delivery_link} and {@code
 * delivery_sheet}. Nothing rests on the last one.
 */
@NullMarked
package vn.sogoc.issuance.delivery;

import org.jspecify.annotations.NullMarked;
