package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.tlog.TransparencyLog;

/** Another person approves exactly what a list says, and a job signs it. */
@ApplicationScoped
public class SheetSigning {
  private final Sheets sheets;
  private final Approvals approvals;
  private final Accounts accounts;
  private final Jobs jobs;
  private final TransparencyLog log;
  private final Clock clock;

  SheetSigning(
      Sheets sheets,
      Approvals approvals,
      Accounts accounts,
      Jobs jobs,
      TransparencyLog log,
      Clock clock) {
    this.sheets = sheets;
    this.approvals = approvals;
    this.accounts = accounts;
    this.jobs = jobs;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Approves, as another person with the right to sign for the institution, and has it signed.
   * After a job that failed it is begun anew.
   *
   * @param content hash that the list shows
   * @param warningsSeen that the averages which are not the recomputed ones were looked at
   * @return the job
   */
  @Transactional
  public PublicId approve(Actor actor, PublicId id, Digest content, boolean warningsSeen) {
    SheetEntity sheet = sheets.lock(actor, id);
    if (!sheet.content().equals(content)) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the list has another hash");
    }
    if (sheet.recordedAt != null) {
      return submit(actor, sheet); // it ended well
    }
    if (sheet.discardedAt != null) {
      throw new Refusal(SupplementProblem.STATE, "the list was discarded");
    }
    if (!log.takesNew()) {
      throw new Refusal(HttpProblem.UNAVAILABLE, "the log takes nothing new at this moment");
    }
    if (sheet.warnings > 0 && !warningsSeen) {
      throw new Refusal(
          SupplementProblem.WARNINGS,
          "the list has " + sheet.warnings + " warnings; say that you have seen them");
    }
    Optional<Approval> before =
        approvals
            .find(Sheets.APPROVAL, id.toString())
            .filter(a -> a.state().equals("approved") && a.content().equals(content))
            .filter(a -> clock.instant().isBefore(a.expiresAt()));
    if (before.isEmpty()) {
      approvals.approve(actor, Sheets.APPROVAL, id.toString(), content, sheet.persons);
      requireStill(sheet, id);
    }
    return submit(actor, sheet);
  }

  private PublicId submit(Actor actor, SheetEntity sheet) {
    return jobs.submit(
        actor, SupplementJob.KIND, sheet.institutionId, sheet.publicId().toString(), sheet.persons);
  }

  /** Whoever uploaded it may have lost the right since. */
  private void requireStill(SheetEntity sheet, PublicId id) {
    boolean may =
        approvals
            .find(Sheets.APPROVAL, id.toString())
            .map(Approval::requesterAccount)
            .flatMap(accounts::current)
            .filter(asker -> asker.actsFor(sheet.institutionId) && asker.has(Role.PREPARE))
            .isPresent();
    if (!may) {
      throw new Refusal(HttpProblem.FORBIDDEN, "whoever uploaded it has no right to any more");
    }
  }
}
