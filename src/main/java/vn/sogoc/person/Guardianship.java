package vn.sogoc.person;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody acts for somebody else.
 *
 * @param from the first day
 * @param until the last day, null while it has no end
 */
public record Guardianship(
    UUID id,
    UUID ward,
    UUID guardian,
    Relation relation,
    LocalDate from,
    @Nullable LocalDate until) {

  /** How they are related. */
  public enum Relation {
    MOTHER,
    FATHER,
    GRANDPARENT,
    GUARDIAN
  }

  /** Whether it holds on the day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
