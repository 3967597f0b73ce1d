package vn.sogoc.platform.approvals;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Rows of {@code approval}, each sealed: what two persons said is not what an update says. A row
 * without its seal counts for nobody; {@code expires_at} is no part of it, the times it follows
 * from are.
 */
@ApplicationScoped
class ApprovalRepository implements PanacheRepositoryBase<ApprovalEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(ApprovalRepository.class);

  private final RowSeal seal;

  ApprovalRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "approval");
  }

  /** Writes a row as it is now, with its seal. */
  void keep(ApprovalEntity row) {
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
  }

  /** Whether the service wrote the row as it stands. */
  boolean isGenuine(ApprovalEntity row) {
    boolean fits = seal.fits(row.seal, columns(row));
    if (!fits) {
      LOG.errorf("alarm: approval %s was not written by the service; it counts for nobody", row.id);
    }
    return fits;
  }

  private static @Nullable Object[] columns(ApprovalEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.subjectKind,
      row.subjectId,
      HexFormat.of().formatHex(row.content),
      row.itemCount,
      row.requesterAccount,
      row.requesterPerson,
      row.requestedAt.toEpochMilli(),
      row.usableSeconds,
      row.state,
      row.approverAccount,
      row.approverPerson,
      millis(row.approvedAt),
      millis(row.consumedAt)
    };
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  /**
   * The open or approved row of a subject, locked until the transaction ends; genuine or not,
   * because there is one at a time.
   */
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
            "from ApprovalEntity where subjectKind = ?1 and subjectId = ?2 order by requestedAt desc,"
                + " case when state in ('open', 'approved') then 0 else 1 end, id",
            subjectKind,
            subjectId)
        .firstResultOptional()
        .filter(this::isGenuine);
  }
}
