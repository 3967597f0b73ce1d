package vn.sogoc.status;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;

/**
 * What somebody asks to be decided, as it was typed.
 *
 * @param type word of the type
 * @param reason code of the ground
 * @param number of the decision
 * @param date of the decision
 * @param document its document
 * @param successor identifier of what takes the credential's place, or null
 * @param changes of a correction
 */
record AskDecision(
    String type,
    String reason,
    String number,
    LocalDate date,
    Bytes document,
    @Nullable String successor,
    List<Change> changes) {
  /** A field with what it was and what it is to be. */
  record Change(String field, String oldValue, String newValue) {}

  AskDecision {
    changes = List.copyOf(changes);
  }
}
