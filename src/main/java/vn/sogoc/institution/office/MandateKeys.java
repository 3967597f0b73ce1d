package vn.sogoc.institution.office;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.proposals.Proposals;

/** The personal key of a mandate: it bears the person's name, and is nobody else's. */
final class MandateKeys {
  private MandateKeys() {}

  /** Keys of persons that may sign now. */
  static Stream<InstitutionKey> usable(InstitutionStatement statement, Instant now) {
    return statement.keys().stream()
        .filter(key -> key.purpose().equals(Purpose.PERSONAL.code()))
        .filter(key -> key.state() == KeyState.ACTIVE && key.validAt(now));
  }

  /**
   * That the key a mandate names may be its own. Two persons can have one name, so the name in the
   * certificate is not enough: a key stands in the mandates of one person only.
   *
   * @param all mandates of the institution, past ones too
   * @throws Refusal where it may not
   */
  static void require(
      Mandate wanted, InstitutionStatement statement, List<Mandate> all, Instant now) {
    if (wanted.key().isEmpty()) {
      return;
    }
    boolean isOfName =
        usable(statement, now)
            .filter(key -> wanted.key().get().equals(key.id()))
            .anyMatch(key -> PersonalSignature.isOf(key, wanted.personName()));
    if (!isOfName) {
      throw Proposals.refused("key", "a personal key in the name of the person that may sign now");
    }
    boolean isTaken =
        all.stream()
            .filter(m -> m.key().equals(wanted.key()))
            .anyMatch(m -> !m.personId().equals(wanted.personId()));
    if (isTaken) {
      throw new Refusal(
          OfficeProblem.MANDATE_KEY_TAKEN, "the key stands in a mandate of another person");
    }
  }
}
