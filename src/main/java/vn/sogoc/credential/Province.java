package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A province as it was during a time. The same code may mean another province in another time (15
 * was Yên Bái until 30/06/2025 and is Lào Cai since), so a code is only ever read together with a
 * day.
 *
 * @param code two digits as a number, 1 to 96
 * @param label name in Vietnamese and English
 * @param validFrom first day, null where it has no known beginning
 * @param validUntil last day, null while it lasts
 * @param successors codes, in the following system, of the provinces it became part of
 * @param citation the instrument that set the code
 */
public record Province(
    int code,
    BilingualText label,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validUntil,
    List<Integer> successors,
    String citation) {
  public Province {
    successors = List.copyOf(successors);
  }

  /** Whether the province existed under this code on the day. */
  public boolean covers(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validUntil == null || !day.isAfter(validUntil));
  }
}
