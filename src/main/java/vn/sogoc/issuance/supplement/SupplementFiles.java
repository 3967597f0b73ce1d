package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.supplement.SupplementEvidence;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.register.supplement.SupplementWithdrawals;
import vn.sogoc.register.supplement.Supplements;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Supplements as files. They hold marks, so each download leaves a line in the trail; and none
 * leaves the house before its entry is under a cosigned head.
 */
@ApplicationScoped
public class SupplementFiles {
  private final SupplementWithdrawals supplements;
  private final Supplements recorded;
  private final TransparencyLog log;
  private final Trail trail;

  SupplementFiles(
      SupplementWithdrawals supplements, Supplements recorded, TransparencyLog log, Trail trail) {
    this.supplements = supplements;
    this.recorded = recorded;
    this.log = log;
    this.trail = trail;
  }

  /** A file with its name, which says nothing of the holder. */
  public record File(String name, Bytes content) {}

  /** The signed bytes, for the staff of its institution. */
  @Transactional
  public File cose(Actor actor, PublicId id) {
    SupplementEvidence.Recorded row = logged(actor, id);
    return new File(id + ".cose", row.cose());
  }

  /** One of the actor's institution that is in the log; that it was read is told. */
  private SupplementEvidence.Recorded logged(Actor actor, PublicId id) {
    supplements.get(actor, id); // whether it is theirs to see
    SupplementEvidence.Recorded row =
        switch (recorded.byId(id).orElseThrow(SheetStore::altered)) {
          case SupplementEvidence.Recorded found -> found;
          case SupplementEvidence.Altered ignored -> throw SheetStore.altered();
        };
    Inclusion inclusion = log.inclusions(List.of(row.entry())).get(row.entry());
    if (!(inclusion instanceof Inclusion.Included)) {
      throw new Refusal(
          SupplementProblem.STATE, "the supplement is not under a cosigned head of the log yet");
    }
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN),
            "supplement.read",
            row.institution(),
            id.toString(),
            row.digest()));
    return row;
  }
}
