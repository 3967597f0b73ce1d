package vn.sogoc.institution;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * All that the registry believes about one institution, as one signed object.
 *
 * @param version 1, 2, 3 ... without gaps
 * @param issuedAt when it was signed
 * @param prior digest of the COSE bytes of the version before, empty for the first
 * @param facts names and numbers
 * @param accreditations kinds it may issue
 * @param keys its keys over time, at most 64; none is ever left out of a later version
 */
public record InstitutionStatement(
    int version,
    Instant issuedAt,
    Optional<Digest> prior,
    InstitutionFacts facts,
    List<Accreditation> accreditations,
    List<InstitutionKey> keys) {
  /** Domain separation of a statement's signature. */
  public static final String AAD = "sogoc/institution/1";

  public InstitutionStatement {
    accreditations = List.copyOf(accreditations);
    keys = List.copyOf(keys);
    if (version < 1 || (version == 1) != prior.isEmpty()) {
      throw new IllegalArgumentException("version 1 has no prior, every other one has");
    }
    if (keys.size() > 64 || accreditations.size() > 256) {
      throw new IllegalArgumentException("at most 64 keys and 256 accreditations");
    }
  }

  /**
   * The next version with other keys.
   *
   * @param signed this version as it was signed
   */
  public InstitutionStatement next(Bytes signed, Instant now, List<InstitutionKey> nextKeys) {
    return new InstitutionStatement(
        version + 1,
        now.truncatedTo(ChronoUnit.SECONDS),
        Optional.of(Digest.sha256(signed)),
        facts,
        accreditations,
        nextKeys);
  }

  /**
   * Whether every key of the version before is still there as it was, and none that was withdrawn
   * came back or is now believed for longer.
   */
  boolean remembers(InstitutionStatement before) {
    return before.keys().stream()
        .allMatch(old -> key(old.id()).filter(now -> follows(old, now)).isPresent());
  }

  private static boolean follows(InstitutionKey old, InstitutionKey now) {
    if (!now.certificate().equals(old.certificate()) || !now.purpose().equals(old.purpose())) {
      return false;
    }
    if (old.state() != KeyState.WITHDRAWN) {
      return true;
    }
    Instant before = old.since() == null ? old.from() : old.since();
    Instant after = now.since() == null ? now.from() : now.since();
    return now.state() == KeyState.WITHDRAWN && !after.isAfter(before);
  }

  /** The key with this id, or empty. */
  public Optional<InstitutionKey> key(KeyId id) {
    return keys.stream().filter(k -> k.id().equals(id)).findFirst();
  }
}
