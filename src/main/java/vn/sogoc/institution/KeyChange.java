package vn.sogoc.institution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A change of an institution's keys: its next statement, and who stands behind it.
 *
 * @param state asked, approved, rejected or expired
 * @param version of the statement
 * @param signed the statement as it was signed
 * @param content hash that the second person confirms
 * @param effects what the statement says of keys that the one before did not
 * @param decided who ended it, and when
 */
record KeyChange(
    PublicId id,
    int institution,
    String state,
    int version,
    Bytes signed,
    Digest content,
    String reason,
    List<Effect> effects,
    Deed asked,
    Instant expires,
    Optional<Deed> decided) {
  /** Who did something, and when. */
  record Deed(String name, Instant at) {}

  /**
   * A key that is new or stands otherwise than before.
   *
   * @param what added, or the key's state
   */
  record Effect(String what, InstitutionKey key) {}

  /** What changes from one statement to the next. */
  static List<Effect> effects(InstitutionStatement before, InstitutionStatement next) {
    return next.keys().stream()
        .filter(key -> !before.keys().contains(key))
        .map(key -> new Effect(before.key(key.id()).isEmpty() ? "added" : key.state().code(), key))
        .toList();
  }
}
