package vn.sogoc.institution;

import java.time.Instant;
import java.util.ArrayList;
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
 * @param alsoChanged what else the statement says otherwise, such as {@code accreditations}
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
    List<String> alsoChanged,
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

  /**
   * What else changes, so that nothing comes in beside a key that the second person did not see.
   */
  static List<String> alsoChanged(InstitutionStatement before, InstitutionStatement next) {
    InstitutionFacts was = before.facts();
    InstitutionFacts is = next.facts();
    List<String> changed = new ArrayList<>();
    if (!was.code().equals(is.code())) {
      changed.add("code");
    }
    if (!was.nameVi().equals(is.nameVi()) || !was.nameEn().equals(is.nameEn())) {
      changed.add("name");
    }
    if (!was.domain().equals(is.domain())) {
      changed.add("domain");
    }
    if (!was.serialPrefix().equals(is.serialPrefix())) {
      changed.add("serialPrefix");
    }
    if (was.place() != is.place()) {
      changed.add("place");
    }
    if (!before.accreditations().equals(next.accreditations())) {
      changed.add("accreditations");
    }
    return changed;
  }

  /** What changes from one statement to the next. */
  static List<Effect> effects(InstitutionStatement before, InstitutionStatement next) {
    return next.keys().stream()
        .filter(key -> !before.keys().contains(key))
        .map(key -> new Effect(before.key(key.id()).isEmpty() ? "added" : key.state().code(), key))
        .toList();
  }
}
