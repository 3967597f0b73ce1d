package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * Counts wrong codes. The count is committed for itself: the refusal that follows does not undo it.
 */
@ApplicationScoped
class CodeTries {
  private static final int MOST = 5;

  private final InvitationRepository invitations;
  private final Halves halves;
  private final Trail trail;
  private final Clock clock;

  CodeTries(InvitationRepository invitations, Halves halves, Trail trail, Clock clock) {
    this.invitations = invitations;
    this.halves = halves;
    this.trail = trail;
    this.clock = clock;
  }

  /** Counts a code that is wrong for the open invitation of a link, and nothing else. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void count(Optional<Actor> caller, String link, String code) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<InvitationEntity> found =
        caller.isPresent() ? Optional.empty() : halves.link(link).flatMap(invitations::linked);
    if (found.isEmpty() || !Invitation.state(found.get(), now).equals(Invitation.OPEN)) {
      return;
    }
    InvitationEntity row = found.get();
    if (row.codeDigest == null || halves.isCode(row.id, code, row.codeDigest)) {
      return;
    }
    row.wrongCodes++;
    if (row.wrongCodes >= MOST) {
      row.end(InvitationEntity.BLOCKED, now);
      trail.tell(
          new Deed(
              Doer.REGISTRY,
              Invitations.INVITATION + ".block",
              row.institutionId,
              row.publicId().toString(),
              Deed.hash(row.purpose, row.roles)));
    }
    invitations.keep(row);
  }
}
