package vn.sogoc.institution.office;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;

/**
 * A mandate that is asked for, as it was typed.
 *
 * @param account whose it will be
 * @param kinds codes of the kinds it covers
 * @param from first day, ISO
 * @param until last day, ISO; empty while it lasts
 * @param signsAs how the person signs: empty for the head, KT., TM., TUQ. or Q.
 * @param replaces the mandate that ends the day before; null for none
 * @param document the decision it rests on
 */
public record MandateAsked(
    PublicId account,
    @Nullable String titleVi,
    @Nullable String titleEn,
    Set<String> kinds,
    @Nullable String from,
    @Nullable String until,
    @Nullable String decisionNumber,
    @Nullable String decisionDate,
    @Nullable String signsAs,
    @Nullable UUID replaces,
    Bytes document) {
  public MandateAsked {
    kinds = Set.copyOf(kinds);
  }
}
