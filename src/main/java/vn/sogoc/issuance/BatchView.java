package vn.sogoc.issuance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A batch as the staff of its institution sees it.
 *
 * @param id {@code bat_...}
 * @param kind code of the kind
 * @param regime code of the regime
 * @param signer who will sign, as printed
 * @param decisionTotal how many graduates the decision names; null where it is this list alone
 * @param rows how many rows the list has
 * @param faults how many things must be repaired
 * @param warnings how many things the approver acknowledges
 * @param quotas what it would take of the quotas in force; empty once it is signed and where there
 *     is none
 * @param due until when its decision lets it be issued; empty where the law names no day, and of a
 *     batch that was given up
 * @param graduatesAsked whether graduates were asked to look at their own rows
 * @param heldByDispute whether an approved batch waits for an approver to answer a dispute
 * @param approvedHash what is approved; null where there are faults
 * @param prepared who prepared it, and when
 * @param approved who approved it; null until somebody did
 * @param approvalExpires until when the request can be approved, or the approval be used; null
 *     where neither waits
 * @param signed who had it signed; null until somebody did
 * @param job the signing job; null before
 * @param voiding who asked to give up the batch and its numbers, and who approved that; null where
 *     nobody asked
 */
public record BatchView(
    PublicId id,
    int institution,
    BatchState state,
    String kind,
    String regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    @Nullable Integer decisionTotal,
    int place,
    Signer signer,
    String fileName,
    Digest fileDigest,
    int rows,
    int faults,
    int warnings,
    List<QuotaStanding> quotas,
    List<BatchDue> due,
    boolean graduatesAsked,
    boolean heldByDispute,
    @Nullable Digest approvedHash,
    Deed prepared,
    @Nullable Deed approved,
    @Nullable Instant approvalExpires,
    @Nullable Deed signed,
    @Nullable PublicId job,
    @Nullable Instant recordedAt,
    @Nullable Instant doneAt,
    @Nullable Voiding voiding) {

  public BatchView {
    quotas = List.copyOf(quotas);
    due = List.copyOf(due);
  }

  /** Who did something, and when. */
  public record Deed(String name, Instant at) {}

  /**
   * The signer on the face of the credentials; {@code signsAs} is empty where it is not on
   * another's behalf.
   */
  public record Signer(String name, String titleVi, String titleEn, String signsAs) {}

  /**
   * A request to void the batch.
   *
   * @param hash what the second person approves
   * @param expires until when they can; null where it does not wait
   */
  public record Voiding(
      String reason, Digest hash, Deed asked, @Nullable Deed approved, @Nullable Instant expires) {}

  static BatchView of(
      BatchEntity b,
      List<QuotaStanding> quotas,
      List<BatchDue> due,
      boolean graduatesAsked,
      boolean heldByDispute,
      @Nullable Instant approvalExpires,
      @Nullable Voiding voiding) {
    return new BatchView(
        b.publicId(),
        b.institutionId,
        b.batchState(),
        b.kind,
        b.regime,
        b.decisionNumber,
        b.decisionDate,
        b.issueDate,
        b.graduationYear,
        b.decisionTotal,
        b.place,
        new Signer(b.signerName, b.signerTitleVi, b.signerTitleEn, b.signsAs),
        b.fileName,
        Digest.of(b.fileDigest),
        b.rowCount,
        b.faultCount,
        b.warningCount,
        quotas,
        due,
        graduatesAsked,
        heldByDispute,
        b.approvedHash == null ? null : b.approvedHash(),
        new Deed(b.preparedName, b.preparedAt),
        deed(b.approvedName, b.approvedAt),
        approvalExpires,
        deed(b.signedName, b.signedAt),
        b.jobId == null ? null : PublicId.of(BatchIds.JOB, b.jobId),
        b.recordedAt,
        b.doneAt,
        voiding);
  }

  private static @Nullable Deed deed(@Nullable String name, @Nullable Instant at) {
    return name == null || at == null ? null : new Deed(name, at);
  }
}
