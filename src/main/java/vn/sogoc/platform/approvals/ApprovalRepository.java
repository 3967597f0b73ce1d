package vn.sogoc.platform.approvals;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code approval}. */
@ApplicationScoped
class ApprovalRepository implements PanacheRepositoryBase<ApprovalEntity, UUID> {

  /** The open or approved row of a subject, locked until the transaction ends. */
  Optional<ApprovalEntity> lockLive(String subjectKind, String subjectId) {
    return find(
            "from ApprovalEntity where subjectKind = ?1 and subjectId = ?2 and state in ('open', 'approved')",
            subjectKind,
            subjectId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  Optional<ApprovalEntity> latest(String subjectKind, String subjectId) {
    return find(
            "from ApprovalEntity where subjectKind = ?1 and subjectId = ?2 order by requestedAt desc, id",
            subjectKind,
            subjectId)
        .firstResultOptional();
  }
}
