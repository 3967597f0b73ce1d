package vn.sogoc.institution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

/**
 * A key of an institution as its statement lists it.
 *
 * @param id first 8 bytes of SHA-256 of the SubjectPublicKeyInfo
 * @param purpose the one purpose, such as {@code record}
 * @param certificate X.509 certificate under the ministry root, DER
 * @param from first instant it may sign at
 * @param until last instant it may sign at
 * @param state what it may do
 * @param since from when the state holds; null for active
 */
public record InstitutionKey(
    KeyId id,
    String purpose,
    Bytes certificate,
    Instant from,
    Instant until,
    KeyState state,
    @Nullable Instant since) {
  /** The same key in another state. */
  public InstitutionKey in(KeyState other, @Nullable Instant from) {
    return new InstitutionKey(id, purpose, certificate, this.from, until, other, from);
  }

  /** Whether a signature of this instant lies in the key's interval. */
  public boolean validAt(Instant instant) {
    return !instant.isBefore(from) && !instant.isAfter(until);
  }
}
