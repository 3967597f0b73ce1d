package vn.sogoc.platform.approvals;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/**
 * A row of {@code approval}. What was asked for is written once; the columns below {@code state} go
 * forward.
 */
@Entity
@Table(name = "approval")
@SuppressWarnings("NullAway.Init")
class ApprovalEntity {
  static final String OPEN = "open";
  static final String APPROVED = "approved";
  static final String CONSUMED = "consumed";
  static final String LAPSED = "lapsed";

  @Id UUID id;

  @Column(name = "institution_id", updatable = false)
  int institutionId;

  @Column(name = "subject_kind", updatable = false)
  String subjectKind;

  @Column(name = "subject_id", updatable = false)
  String subjectId;

  @Column(updatable = false)
  byte[] content;

  @Column(name = "item_count", updatable = false)
  long itemCount;

  @Column(name = "requester_account", updatable = false)
  UUID requesterAccount;

  @Column(name = "requester_person", updatable = false)
  UUID requesterPerson;

  @Column(name = "requested_at", updatable = false)
  Instant requestedAt;

  @Column(name = "usable_seconds", updatable = false)
  long usableSeconds;

  String state;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "approver_account")
  @Nullable UUID approverAccount;

  @Column(name = "approver_person")
  @Nullable UUID approverPerson;

  @Column(name = "approved_at")
  @Nullable Instant approvedAt;

  @Column(name = "consumed_at")
  @Nullable Instant consumedAt;

  byte @Nullable [] seal;

  boolean isAbout(Digest digest, long count) {
    return itemCount == count && Digest.of(content).equals(digest);
  }

  /** By the column, and by the sealed times beside it: putting the column off gives no time. */
  boolean isExpired(Instant now) {
    Instant begun = approvedAt == null ? requestedAt : approvedAt;
    return !now.isBefore(expiresAt) || !now.isBefore(begun.plusSeconds(usableSeconds));
  }

  Approval toApproval() {
    return new Approval(
        Digest.of(content),
        itemCount,
        state,
        requesterAccount,
        requesterPerson,
        requestedAt,
        expiresAt,
        approverAccount,
        approverPerson,
        approvedAt,
        consumedAt);
  }
}
