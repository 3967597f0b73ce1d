package vn.sogoc.verification.incidents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A good signature that is not in the register, as the institution sees it.
 *
 * @param id {@code inc_...}
 * @param institution whose key it is
 * @param digest SHA-256 of the signed record
 * @param key that signed it
 * @param reason stable code of the check that failed
 * @param firstSeen when it was first shown to us
 * @param days on which it was shown, at most as many as are kept
 * @param acknowledged who looked into it
 */
public record Incident(
    PublicId id,
    int institution,
    Digest digest,
    KeyId key,
    String reason,
    Instant firstSeen,
    List<LocalDate> days,
    Optional<Acknowledged> acknowledged) {
  public Incident {
    days = List.copyOf(days);
  }

  /** What a person said. */
  public record Acknowledged(String name, Instant at, String note) {}
}
