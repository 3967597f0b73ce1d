package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.person.Guardians;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.register.RegisterEvidence;

/** Who may decide about a credential, and who may see the decisions about it. */
@ApplicationScoped
class DecisionRights {
  /** How much of the decisions about a credential somebody may see. */
  enum Sight {
    /** All of them, those too that wait or were rejected. */
    ALL,
    /** Those that are in force, with their values. */
    IN_FORCE,
    /** Not even that there are any. */
    NONE
  }

  private final Custody custody;
  private final Guardians guardians;

  DecisionRights(Custody custody, Guardians guardians) {
    this.custody = custody;
    this.guardians = guardians;
  }

  /**
   * Whoever keeps the register decides: the issuer, or where it was merged or closed the keeper of
   * its register (Thông tư 21/2019/TT-BGDĐT, Điều 21).
   */
  boolean mayDecide(Actor actor, int issuer, Instant now) {
    return switch (custody.keeper(issuer, now)) {
      case Keeper.TheIssuer ignored -> actor.actsFor(issuer);
      case Keeper.Another another -> actor.actsFor(another.institution());
      case Keeper.Altered ignored -> false;
    };
  }

  Sight sight(Actor actor, RegisterEvidence.Recorded about, Instant now) {
    boolean staff = actor.has(Role.PREPARE) || actor.has(Role.APPROVE) || actor.has(Role.SIGN);
    if (staff && mayDecide(actor, about.institution(), now)) {
      return Sight.ALL;
    }
    if (actor.has(Role.AUDIT)
        && (actor.institutionId() == null || actor.actsFor(about.institution()))) {
      return Sight.ALL;
    }
    return actor.has(Role.HOLDER) && isHolder(actor.personId(), about.person(), now)
        ? Sight.IN_FORCE
        : Sight.NONE;
  }

  private boolean isHolder(UUID asker, UUID holder, Instant now) {
    return asker.equals(holder)
        || guardians.wardsOf(asker, LegalDay.of(now)).stream()
            .anyMatch(guardianship -> guardianship.ward().equals(holder));
  }
}
