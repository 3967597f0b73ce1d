package vn.sogoc.institution.office;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
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
 * @param key the personal key it is exercised with; empty for none, so that nothing can be signed
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
    Optional<KeyId> key,
    @Nullable UUID replaces,
    Bytes document) {
  public MandateAsked {
    kinds = Set.copyOf(kinds);
  }
}
