/**
 * Floor 8, inside issuance. What graduates say of their own rows before these are signed. Each gets
 * a link; what they say is an answer about exactly the claims that they were shown, and silence is
 * none. Answers are only added, numbered within their batch without a gap, and sealed with a key
 * that is not in the database; each is told in the audit trail under a salted hash, so that one
 * that was altered, taken out or put in by hand is named.
 *
 * <p>{@code issuance} is the door: {@code Confirmations} for the office, {@code GraduateAnswers}
 * for whoever holds a link, {@code ConfirmationVerdicts} for the approver.
 *
 * <p>This package owns the tables {@code confirmation_round}, {@code confirmation_link}, {@code
 * confirmation_answer} and {@code confirmation_verdict}.
 */
@NullMarked
package vn.sogoc.issuance.confirmation;

import org.jspecify.annotations.NullMarked;
