package vn.sogoc.institution.office;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/**
 * A way in, as those see it who run the office.
 *
 * @param id {@code inv_...}
 * @param isRecovery a new password for somebody who works there, not an invitation
 * @param email where the link is sent; empty where it is handed over otherwise, and once it was
 * @param state waiting (for the second person), open, used, revoked, blocked or expired
 * @param approvedName of the second person; empty before
 * @param hasLink whether a link was shown that is still good
 * @param hasCode whether a code was shown
 * @param mailed when the link was left for the gateway; empty where it was not, or not yet
 */
public record Invitation(
    PublicId id,
    int institution,
    boolean isRecovery,
    String name,
    String email,
    Set<Role> roles,
    String state,
    UUID invitedPerson,
    String invitedName,
    Instant invitedAt,
    Instant expires,
    Optional<UUID> approvedPerson,
    Optional<String> approvedName,
    boolean hasLink,
    boolean hasCode,
    Optional<Instant> mailed) {
  static final String WAITING = "waiting";
  static final String OPEN = "open";
  static final String EXPIRED = "expired";

  public Invitation {
    roles = Set.copyOf(roles);
  }

  static Invitation of(InvitationEntity row, String email, Instant now) {
    return new Invitation(
        row.publicId(),
        row.institutionId,
        row.isRecovery(),
        row.name,
        email,
        row.roleSet(),
        state(row, now),
        row.invitedPerson,
        row.invitedName,
        row.invitedAt,
        row.expiresAt,
        Optional.ofNullable(row.approvedPerson),
        Optional.ofNullable(row.approvedName),
        row.linkDigest != null,
        row.codeDigest != null,
        Optional.ofNullable(row.mailedAt));
  }

  static String state(InvitationEntity row, Instant now) {
    if (row.ended != null) {
      return row.ended;
    }
    if (!now.isBefore(row.expiresAt)) {
      return EXPIRED;
    }
    return row.approvedPerson == null ? WAITING : OPEN;
  }

  /** Whether it can still be accepted, now or after the second person approved it. */
  public boolean isLive() {
    return state.equals(WAITING) || state.equals(OPEN);
  }
}
