package vn.sogoc.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A row of {@code batch}. What was approved is written once; the columns from {@code state} on say
 * how far it has come.
 */
@Entity
@Table(name = "batch")
@SuppressWarnings("NullAway.Init")
class BatchEntity {
  @Id UUID id;

  @Column(name = "institution_id", updatable = false)
  int institutionId;

  @Column(updatable = false)
  String kind;

  @Column(updatable = false)
  String regime;

  @Column(name = "decision_number", updatable = false)
  String decisionNumber;

  @Column(name = "decision_key", updatable = false)
  String decisionKey;

  @Column(name = "decision_date", updatable = false)
  LocalDate decisionDate;

  @Column(name = "issue_date", updatable = false)
  LocalDate issueDate;

  @Column(name = "graduation_year", updatable = false)
  @Nullable Integer graduationYear;

  /** How many graduates the decision names; null where it is this list alone. */
  @Column(name = "decision_total", updatable = false)
  @Nullable Integer decisionTotal;

  @Column(updatable = false)
  int place;

  @Column(name = "mandate_id", updatable = false)
  UUID mandateId;

  @Column(name = "signer_name", updatable = false)
  String signerName;

  @Column(name = "signer_title_vi", updatable = false)
  String signerTitleVi;

  @Column(name = "signer_title_en", updatable = false)
  String signerTitleEn;

  @Column(name = "signs_as", updatable = false)
  String signsAs;

  @Column(name = "policy_version", updatable = false)
  int policyVersion;

  @Column(name = "file_digest", updatable = false)
  byte[] fileDigest;

  @Column(name = "file_name", updatable = false)
  String fileName;

  @Column(name = "row_count", updatable = false)
  int rowCount;

  @Column(name = "fault_count", updatable = false)
  int faultCount;

  @Column(name = "warning_count", updatable = false)
  int warningCount;

  @Column(name = "approved_hash", updatable = false)
  byte @Nullable [] approvedHash;

  /** Its rows by programme, as {@code ProgrammeTally} writes them. */
  @Column(updatable = false)
  @Nullable String programmes;

  @Column(name = "terms_seal", updatable = false)
  byte @Nullable [] termsSeal;

  @Column(name = "prepared_account", updatable = false)
  UUID preparedAccount;

  @Column(name = "prepared_person", updatable = false)
  UUID preparedPerson;

  @Column(name = "prepared_name", updatable = false)
  String preparedName;

  @Column(name = "prepared_at", updatable = false)
  Instant preparedAt;

  String state;

  @Column(name = "approved_person")
  @Nullable UUID approvedPerson;

  @Column(name = "approved_name")
  @Nullable String approvedName;

  @Column(name = "approved_at")
  @Nullable Instant approvedAt;

  @Column(name = "signed_person")
  @Nullable UUID signedPerson;

  @Column(name = "signed_name")
  @Nullable String signedName;

  @Column(name = "signed_at")
  @Nullable Instant signedAt;

  @Column(name = "approval_id")
  @Nullable UUID approvalId;

  @Column(name = "authority_seal")
  byte @Nullable [] authoritySeal;

  @Column(name = "quota_release")
  @Nullable UUID quotaRelease;

  @Column(name = "job_id")
  @Nullable UUID jobId;

  @Nullable Instant iat;

  @Column(name = "record_ids")
  byte @Nullable [] recordIds;

  @Column(name = "recorded_at")
  @Nullable Instant recordedAt;

  @Column(name = "done_at")
  @Nullable Instant doneAt;

  @Column(name = "void_reason")
  @Nullable String voidReason;

  @Column(name = "void_asked_person")
  @Nullable UUID voidAskedPerson;

  @Column(name = "void_asked_name")
  @Nullable String voidAskedName;

  @Column(name = "void_asked_at")
  @Nullable Instant voidAskedAt;

  @Column(name = "voided_person")
  @Nullable UUID voidedPerson;

  @Column(name = "voided_name")
  @Nullable String voidedName;

  @Column(name = "voided_at")
  @Nullable Instant voidedAt;

  PublicId publicId() {
    return PublicId.of(BatchIds.BATCH, id);
  }

  BatchState batchState() {
    return BatchState.ofCode(state);
  }

  void moveTo(BatchState next) {
    state = next.code();
  }

  /** The hash of a batch without faults. */
  Digest approvedHash() {
    if (approvedHash == null) {
      throw new IllegalStateException("a batch with faults has no hash to approve");
    }
    return Digest.of(approvedHash);
  }
}
