package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import vn.sogoc.document.template.OwnTemplates;
import vn.sogoc.document.template.PagesBeingSigned;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/**
 * Which page the diplomas of a batch will have follows from the moment of their signature alone. So
 * that it is the one that its approver knew, a batch whose page became another since is held until
 * it is approved anew, and nothing begins or ends while a batch is signed.
 */
@ApplicationScoped
class PageHold implements PagesBeingSigned {
  private final OwnTemplates templates;
  private final BatchRepository batches;

  PageHold(OwnTemplates templates, BatchRepository batches) {
    this.templates = templates;
    this.batches = batches;
  }

  @Override
  public boolean areSome(int institution, String kind) {
    return batches.areSigned(institution, kind);
  }

  /** Whether the page of an approved batch would be another than when it was approved. */
  boolean isOther(BatchEntity batch, Instant now) {
    return !templates
        .named(batch.institutionId, batch.kind, batch.issueDate, now)
        .equals(approved(batch));
  }

  /**
   * That it is the same, for whoever begins to sign: until the transaction ends nothing begins or
   * ends, and from then on the batch is one that is signed.
   *
   * @throws Refusal {@code batch-page-changed}
   */
  void requireSame(BatchEntity batch, Instant now) {
    if (!templates
        .held(batch.institutionId, batch.kind, batch.issueDate, now)
        .equals(approved(batch))) {
      throw changed();
    }
  }

  private Optional<PublicId> approved(BatchEntity batch) {
    Instant at = batch.approvedAt;
    return at == null
        ? Optional.empty()
        : templates.named(batch.institutionId, batch.kind, batch.issueDate, at);
  }

  static Refusal changed() {
    return new Refusal(
        IssuanceProblem.PAGE_CHANGED,
        "a template of the kind began or ended since the batch was approved");
  }
}
