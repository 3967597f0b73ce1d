package vn.sogoc.institution;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;

/**
 * A key that a verified statement names. Made only from a statement whose signature and whose
 * certificates were checked against the pinned root.
 */
public final class TrustedKey {
  private final InstitutionKey key;
  private final VerificationKey<?> verifier;
  private final InstitutionFacts institution;
  private final List<Accreditation> accreditations;
  private final @Nullable Instant frozenSince;
  private final long endsAt;

  TrustedKey(InstitutionKey key, VerificationKey<?> verifier, InstitutionStatement statement) {
    this(key, verifier, statement.facts(), statement.accreditations(), null, 0);
  }

  private TrustedKey(
      InstitutionKey key,
      VerificationKey<?> verifier,
      InstitutionFacts institution,
      List<Accreditation> accreditations,
      @Nullable Instant frozenSince,
      long endsAt) {
    this.key = key;
    this.verifier = verifier;
    this.institution = institution;
    this.accreditations = accreditations;
    this.frozenSince = frozenSince;
    this.endsAt = endsAt;
  }

  /** The same key while one person has suspended it. */
  TrustedKey frozen(Instant since) {
    return new TrustedKey(key, verifier, institution, accreditations, since, endsAt);
  }

  /** The same key with the place in the log from which on it signs nothing that counts. */
  TrustedKey endsAt(long index) {
    return new TrustedKey(key, verifier, institution, accreditations, frozenSince, index);
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

  /**
   * Since when nothing is said about what it signed: by its statement, or because one person
   * suspended it for some hours.
   */
  public Optional<Instant> suspendedSince() {
    if (key.state() == KeyState.SUSPENDED) {
      return Optional.of(since());
    }
    return Optional.ofNullable(frozenSince);
  }

  /** From when its state holds. */
  public Instant since() {
    Instant since = key.since();
    return since == null ? key.from() : since;
  }

  /**
   * Whether what it signed was made before its end, of a key that was retired or withdrawn. The
   * times are what the registry itself said; the place in the log is not: whatever stands behind
   * the end there is not valid, whatever time it names. A retired key was in the right hands all
   * along, so the place alone counts.
   *
   * @param times at which it was signed and recorded
   * @param index of its entry, in the log under a cosigned head
   */
  public boolean precedesEnd(long index, Instant... times) {
    return index < endsAt
        && (key.state() == KeyState.RETIRED
            || Arrays.stream(times).allMatch(time -> time.isBefore(since())));
  }

  /**
   * The place of its withdrawal in the log; empty where it was not withdrawn or has no place yet.
   */
  public OptionalLong withdrawal() {
    return key.state() == KeyState.WITHDRAWN && endsAt != Long.MAX_VALUE
        ? OptionalLong.of(endsAt)
        : OptionalLong.empty();
  }

  /** The public key, whatever it is for. */
  public Bytes spki() {
    return verifier.spki();
  }

  /** The key for this purpose; empty where the statement gives it another one. */
  @SuppressWarnings("unchecked") // the purpose inside the key was compared just before
  public <P extends Purpose> Optional<VerificationKey<P>> verifier(P purpose) {
    return verifier.purpose().equals(purpose)
        ? Optional.of((VerificationKey<P>) verifier)
        : Optional.empty();
  }
}
