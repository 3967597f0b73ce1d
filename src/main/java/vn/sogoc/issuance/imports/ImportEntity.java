package vn.sogoc.issuance.imports;

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
 * A row of {@code import}. What was uploaded is written once; the columns from {@code description}
 * on say how far it has come.
 */
@Entity
@Table(name = "import")
@SuppressWarnings("NullAway.Init")
class ImportEntity {
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

  @Column(name = "file_digest", updatable = false)
  byte[] fileDigest;

  @Column(name = "file_name", updatable = false)
  String fileName;

  @Column(name = "file_size", updatable = false)
  long fileSize;

  @Column(name = "uploaded_account", updatable = false)
  UUID uploadedAccount;

  @Column(name = "uploaded_name", updatable = false)
  String uploadedName;

  @Column(name = "uploaded_at", updatable = false)
  Instant uploadedAt;

  @Nullable String description;
  String state;
  int reading;
  @Nullable String layout;

  @Column(name = "job_id")
  @Nullable UUID jobId;

  @Column(name = "rows_read")
  int rowsRead;

  @Column(name = "rows_valid")
  int rowsValid;

  @Column(name = "rows_faulty")
  int rowsFaulty;

  int faults;
  int warnings;
  int findings;

  @Column(name = "rows_seal")
  byte @Nullable [] rowsSeal;

  @Column(name = "progress_seal")
  byte @Nullable [] progressSeal;

  @Column(name = "commit_account")
  @Nullable UUID commitAccount;

  @Column(name = "commit_seal")
  byte @Nullable [] commitSeal;

  @Column(name = "begun_at")
  @Nullable Instant begunAt;

  @Column(name = "read_at")
  @Nullable Instant readAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Column(name = "batch_id")
  @Nullable UUID batchId;

  PublicId publicId() {
    return PublicId.of(ImportIds.IMPORT, id);
  }

  Digest file() {
    return Digest.of(fileDigest);
  }

  ImportState importState() {
    return ImportState.ofCode(state);
  }

  void moveTo(ImportState next) {
    state = next.code();
  }

  /** The chosen layout of an import that is being read, or was. */
  String chosenLayout() {
    if (layout == null) {
      throw new IllegalStateException("nobody said how to read " + publicId());
    }
    return layout;
  }
}
