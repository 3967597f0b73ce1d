package vn.sogoc.institution;

import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;

/**
 * A key that a verified statement names. Made only from a statement whose signature and whose
 * certificates were checked against the pinned root.
 */
public final class TrustedKey {
  private final InstitutionKey key;
  private final VerificationKey<?> verifier;
  private final InstitutionFacts institution;
  private final List<Accreditation> accreditations;

  TrustedKey(InstitutionKey key, VerificationKey<?> verifier, InstitutionStatement statement) {
    this.key = key;
    this.verifier = verifier;
    this.institution = statement.facts();
    this.accreditations = statement.accreditations();
  }

  /** Interval, purpose and state. */
  public InstitutionKey key() {
    return key;
  }

  /** Whose key it is. */
  public InstitutionFacts institution() {
    return institution;
  }

  /** What the institution may issue. */
  public List<Accreditation> accreditations() {
    return accreditations;
  }

  /** The key for this purpose; empty where the statement gives it another one. */
  @SuppressWarnings("unchecked") // the purpose inside the key was compared just before
  public <P extends Purpose> Optional<VerificationKey<P>> verifier(P purpose) {
    return verifier.purpose().equals(purpose)
        ? Optional.of((VerificationKey<P>) verifier)
        : Optional.empty();
  }
}
