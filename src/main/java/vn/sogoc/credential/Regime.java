package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of rules a credential was issued under and lives under ever after, chosen by its kind
 * and its issue date.
 *
 * @param number stable integer of the row
 * @param code stable word, such as {@code TT10_2026}
 * @param label its name in both languages
 * @param citation the legal instrument
 * @param validFrom first issue date
 * @param validUntil last issue date, null while in force
 * @param kinds codes of the kinds it governs
 * @param deadlines its time limits
 * @param requiredChecks codes of the verification checks that must pass for the verdict {@code
 *     valid}
 * @param publication what its issuance lists show to everyone
 */
public record Regime(
    int number,
    String code,
    BilingualText label,
    String citation,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    Set<String> kinds,
    List<Deadline> deadlines,
    Set<String> requiredChecks,
    Publication publication) {
  /** What days are counted. */
  public enum DayUnit {
    CALENDAR_DAYS,
    WORKING_DAYS
  }

  /** What a credential is made of. */
  public enum Form {
    DIGITAL,
    PAPER,
    ANY
  }

  /**
   * A time limit.
   *
   * @param act what has to be done: {@code issue}, {@code publish}, {@code correct}, {@code
   *     reissue}
   * @param form for which form of the credential
   * @param kinds for which kinds; empty for all of the regime
   * @param amount how many
   * @param unit which days
   * @param after what starts the clock: {@code recognition_decision}, {@code issue}, {@code
   *     request}, {@code course_end}
   * @param citation the clause
   */
  public record Deadline(
      String act,
      Form form,
      Set<String> kinds,
      int amount,
      DayUnit unit,
      String after,
      String citation) {
    public Deadline {
      kinds = Set.copyOf(kinds);
    }

    /**
     * The last day on which it is still in time. The day that starts the clock is not counted; of
     * working days Saturdays and Sundays are not. Public holidays are counted: that day is never
     * too late.
     */
    public LocalDate dueOn(LocalDate start) {
      return switch (unit) {
        case CALENDAR_DAYS -> start.plusDays(amount);
        case WORKING_DAYS -> {
          LocalDate day = start;
          for (int left = amount; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek().getValue() <= 5) {
              left--;
            }
          }
          yield day;
        }
      };
    }
  }

  /**
   * What an issuance list shows to everyone.
   *
   * @param fields names of the fields of a published row
   * @param onRequest kinds whose rows are answered one at a time to an exact number and name, and
   *     not shown as a list
   * @param citation the clause
   */
  public record Publication(Set<String> fields, Set<String> onRequest, String citation) {
    public Publication {
      fields = Set.copyOf(fields);
      onRequest = Set.copyOf(onRequest);
    }
  }

  public Regime {
    kinds = Set.copyOf(kinds);
    deadlines = List.copyOf(deadlines);
    requiredChecks = Set.copyOf(requiredChecks);
  }

  /** Whether it governs the kind on the day of issue. */
  public boolean covers(String kind, LocalDate issueDate) {
    return kinds.contains(kind)
        && !issueDate.isBefore(validFrom)
        && (validUntil == null || !issueDate.isAfter(validUntil));
  }

  /** Whether issuance lists of the kind show their rows, with names, to everyone. */
  public boolean publishesRows(String kind) {
    return kinds.contains(kind) && !publication.onRequest().contains(kind);
  }

  /** The time limits of an act for a kind and form, the strictest first. */
  public List<Deadline> deadlines(String act, String kind, Form form) {
    return deadlines.stream()
        .filter(d -> d.act().equals(act))
        .filter(d -> d.kinds().isEmpty() || d.kinds().contains(kind))
        .filter(d -> d.form() == form || d.form() == Form.ANY)
        .sorted(java.util.Comparator.comparingInt(Deadline::amount))
        .toList();
  }

  @Override
  public String toString() {
    return code;
  }
}
