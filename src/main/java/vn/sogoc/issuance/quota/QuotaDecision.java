package vn.sogoc.issuance.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A quota, or the release of one batch, as it was asked for and what became of it.
 *
 * @param id {@code quo_...}
 * @param state asked, approved, rejected or expired
 * @param type quota or release
 * @param programme a national code or {@link QuotaLimit#ALL}
 * @param places of a quota
 * @param batch {@code bat_...} of a release
 * @param approvedHash of the rows that a release is about
 * @param content what the second person approves
 */
public record QuotaDecision(
    PublicId id,
    int institution,
    String state,
    String type,
    String kind,
    int year,
    String programme,
    @Nullable Integer places,
    @Nullable PublicId batch,
    @Nullable Digest approvedHash,
    String decisionNumber,
    LocalDate decisionDate,
    String reason,
    Digest content,
    Deed asked,
    Instant expires,
    Optional<Deed> decided) {
  /** Who did something, and when. */
  public record Deed(String name, Instant at) {}
}
