package vn.sogoc.institution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
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

  /** The key with this id, or empty. */
  public Optional<InstitutionKey> key(KeyId id) {
    return keys.stream().filter(k -> k.id().equals(id)).findFirst();
  }
}
