package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What lets the job use the institution's key: the seal that was put on the batch when its signer,
 * with a mandate and an approval in hand, asked. Rows written into the database are never enough,
 * because the seal's key is not in it.
 */
@ApplicationScoped
class BatchAuthority {
  private static final Logger LOG = Logger.getLogger(BatchAuthority.class);

  private final Approvals approvals;
  private final BatchRowRepository rows;
  private final RowSeal seal;

  BatchAuthority(Approvals approvals, BatchRowRepository rows, Secrets secrets) {
    this.approvals = approvals;
    this.rows = rows;
    this.seal = new RowSeal(secrets, "issuance-authority");
  }

  /**
   * Seals what was just approved by one and asked for by another, in their transaction.
   *
   * @param persons whose credentials they will be
   */
  void give(BatchEntity batch, UUID approval, Digest persons) {
    batch.approvalId = approval;
    batch.authoritySeal = seal.of(content(batch, persons));
  }

  /** Reads the approvals of several batches at once, which are then asked for one by one. */
  void readAll(List<BatchEntity> batches) {
    approvals.readAll(
        batches.stream().map(batch -> batch.approvalId).filter(Objects::nonNull).toList());
  }

  /**
   * That the batch is the one whose signing was asked for, and its approval was used for it.
   *
   * @throws Refusal {@code batch-authority-missing} where it is not; the job then fails for good
   */
  void require(BatchEntity batch) {
    require(batch, rows.persons(batch.id));
  }

  /**
   * The same for holders that were read before.
   *
   * @param persons whose credentials they will be
   */
  void require(BatchEntity batch, Digest persons) {
    if (batch.approvedHash == null || !seal.fits(batch.authoritySeal, content(batch, persons))) {
      throw alarm(batch, "its seal does not fit");
    }
    UUID approval = batch.approvalId;
    boolean used =
        approval != null
            && approvals
                .used(approval, BatchStore.SUBJECT, batch.publicId().toString())
                .filter(given -> isOf(given, batch))
                .isPresent();
    if (!used) {
      throw alarm(batch, "its approval is not there");
    }
  }

  private static boolean isOf(Approval given, BatchEntity batch) {
    return given.content().equals(batch.approvedHash())
        && given.count() == batch.rowCount
        && Optional.of(given.requesterPerson()).equals(Optional.of(batch.preparedPerson))
        && Optional.ofNullable(given.approverPerson())
            .equals(Optional.ofNullable(batch.approvedPerson));
  }

  /** A batch from before there were quotas has no share of one. */
  private static @Nullable Object[] content(BatchEntity batch, Digest persons) {
    List<@Nullable Object> content = new ArrayList<>(of(batch, persons));
    if (batch.programmes != null) {
      content.add(batch.programmes);
      content.add(batch.quotaRelease);
      content.add(batch.decisionTotal);
    }
    return content.toArray();
  }

  private static List<@Nullable Object> of(BatchEntity batch, Digest persons) {
    return Arrays.asList(
        batch.id,
        batch.institutionId,
        batch.approvedHash().hex(),
        batch.rowCount,
        batch.preparedPerson,
        batch.approvedPerson,
        batch.signedPerson,
        batch.mandateId,
        batch.approvalId,
        batch.signerName,
        batch.signerTitleVi,
        batch.signerTitleEn,
        batch.signsAs,
        persons.hex());
  }

  private static Refusal alarm(BatchEntity batch, String why) {
    LOG.errorf("alarm: batch %s would be signed without authority: %s", batch.publicId(), why);
    return new Refusal(
        IssuanceProblem.AUTHORITY_MISSING, "nobody asked for these rows to be signed: " + why);
  }
}
