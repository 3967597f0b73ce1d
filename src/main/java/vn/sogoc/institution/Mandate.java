package vn.sogoc.institution;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;

/**
 * The right of one person to sign for an institution.
 *
 * @param id opaque
 * @param institutionId whose credentials
 * @param personId who
 * @param personName the name as it is printed
 * @param titleVi title in Vietnamese, such as Hiệu trưởng
 * @param titleEn title in English
 * @param kinds codes of the kinds it covers
 * @param from first day
 * @param until last day, or null while it lasts
 * @param decisionNumber number of the decision it rests on
 * @param decisionDate date of that decision
 * @param signsAs how the person signs: empty, KT. (for the head), TM., TUQ. or Q.
 * @param key the personal key it is exercised with, one of the institution's statement; without,
 *     nothing can be signed within it
 */
public record Mandate(
    UUID id,
    int institutionId,
    UUID personId,
    String personName,
    String titleVi,
    String titleEn,
    Set<String> kinds,
    LocalDate from,
    @Nullable LocalDate until,
    String decisionNumber,
    LocalDate decisionDate,
    String signsAs,
    Optional<KeyId> key) {
  public Mandate {
    kinds = Set.copyOf(kinds);
  }

  /** Whether the person may sign this kind on this day. */
  public boolean covers(String kind, LocalDate day) {
    return kinds.contains(kind) && !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
