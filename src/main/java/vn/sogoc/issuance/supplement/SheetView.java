package vn.sogoc.issuance.supplement;

import java.time.Instant;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A list of supplements as its institution's people see it.
 *
 * @param id {@code sps_...}
 * @param batch {@code bat_...}
 * @param courses rows of all persons
 * @param warnings persons whose stated average is not the recomputed one
 * @param content what the second person approves
 * @param byYou whether the visitor uploaded it
 */
public record SheetView(
    PublicId id,
    PublicId batch,
    State state,
    int persons,
    int courses,
    int warnings,
    Digest file,
    Digest content,
    String uploadedBy,
    Instant uploadedAt,
    boolean byYou,
    Optional<Instant> recordedAt) {

  /** How far it is. */
  public enum State {
    /** It waits for a second person. */
    WAITING,
    /** Nobody approved it in time; it can only be discarded. */
    EXPIRED,
    /** It is approved, and being signed. */
    APPROVED,
    /** It is signed and recorded. */
    RECORDED,
    /** It was taken back before it was signed. */
    DISCARDED;

    /** The stable word. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
