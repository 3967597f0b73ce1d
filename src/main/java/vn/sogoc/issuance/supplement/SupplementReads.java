package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.temporal.ChronoUnit;
import java.util.List;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.supplement.SupplementEvidence;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.register.supplement.Supplements;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.TransparencyLog;

/** Reads what leaves the house of a supplement, and has the trail say who took it. */
@ApplicationScoped
class SupplementReads {
  private final SheetStore store;
  private final Supplements recorded;
  private final Diplomas diplomas;
  private final TransparencyLog log;
  private final Trail trail;

  SupplementReads(
      SheetStore store, Supplements recorded, Diplomas diplomas, TransparencyLog log, Trail trail) {
    this.store = store;
    this.recorded = recorded;
    this.diplomas = diplomas;
    this.log = log;
    this.trail = trail;
  }

  /** The signed bytes of a supplement, and of its diploma. */
  record Found(int institution, Bytes cose, Bytes diploma) {}

  /** What will be signed of a person, as far as it is known, and the bytes of their diploma. */
  record Draft(Supplement said, Bytes diploma) {}

  /** A row of a list that waits. */
  @Transactional
  Draft draft(SheetEntity sheet, int line) {
    DraftEntity row =
        store.drafts(sheet.id, line - 1, 1).stream()
            .filter(d -> d.line == line)
            .findFirst()
            .orElseThrow(Sheets::unknown);
    Diplomas.Diploma diploma = diplomas.get(sheet.institutionId, row.entryId);
    Supplement said =
        new Supplement(
            sheet.institutionId,
            sheet.uploadedAt.truncatedTo(ChronoUnit.SECONDS),
            PublicId.of(Supplement.ID_KIND, sheet.id),
            diploma.entry().digest(),
            diploma.record().serialNumber(),
            row.revision,
            sheet.content(),
            store.content(row),
            diploma.record().claims().signerName(),
            "");
    return new Draft(said, diploma.entry().cose());
  }

  /**
   * A supplement that is in the log, which the doer may see.
   *
   * @throws Refusal where its entry is under no cosigned head yet
   */
  @Transactional
  Found read(Doer doer, PublicId id) {
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
    trail.tell(new Deed(doer, "supplement.read", row.institution(), id.toString(), row.digest()));
    return new Found(
        row.institution(),
        row.cose(),
        diplomas.get(row.institution(), row.diploma()).entry().cose());
  }
}
