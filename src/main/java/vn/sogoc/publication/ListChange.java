package vn.sogoc.publication;

import java.time.LocalDate;
import vn.sogoc.kernel.Digest;

/**
 * One line of a change note: something was decided about a row after the list was published. What a
 * correction changed is not said; the decision is.
 *
 * @param position of the row
 * @param type of the event, such as {@code corrected}
 * @param decisionNumber the decision
 * @param decisionDate its date
 * @param event SHA-256 of the bytes of the event's entry in the log
 */
public record ListChange(
    int position, String type, String decisionNumber, LocalDate decisionDate, Digest event) {}
