package vn.sogoc.institution.office;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Ways in; a row that the service did not write counts as not there. */
@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<InvitationEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(InvitationRepository.class);

  private final RowSeal seal;

  InvitationRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "invitation");
  }

  /** Writes a row as it is now, with its seal. */
  void keep(InvitationEntity row) {
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
  }

  /** Locked until the transaction ends. */
  Optional<InvitationEntity> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(this::isGenuine);
  }

  Optional<InvitationEntity> genuine(UUID id) {
    return findByIdOptional(id).filter(this::isGenuine);
  }

  /** Whose password the one with this link is about; nothing of it is read yet. */
  Optional<UUID> account(Bytes link) {
    return getEntityManager()
        .createQuery(
            "select accountId from InvitationEntity where linkDigest = ?1 and accountId is not null",
            UUID.class)
        .setParameter(1, link.toArray())
        .getResultStream()
        .findFirst();
  }

  /** The one with this link, locked until the transaction ends. */
  Optional<InvitationEntity> linked(Bytes digest) {
    return find("from InvitationEntity where linkDigest = ?1", digest.toArray())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .filter(this::isGenuine);
  }

  /**
   * Ways to a new password of an account that have not ended, locked until the transaction ends.
   */
  List<InvitationEntity> recoveries(UUID account) {
    return find("from InvitationEntity where accountId = ?1 and ended is null order by id", account)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  /** Those of any institution whose link is to be mailed; no other node takes them meanwhile. */
  List<InvitationEntity> toBeMailed(int limit) {
    return taken("link_sealed is not null order by approved_at, id", null, limit);
  }

  /** Those of any institution whose time is over and that still hold an address. */
  List<InvitationEntity> lapsed(Instant now, int limit) {
    return taken(
        "ended is null and email_salt is not null and expires_at <= :now order by expires_at, id",
        now,
        limit);
  }

  private List<InvitationEntity> taken(String where, @Nullable Instant now, int limit) {
    var query =
        getEntityManager()
            .createNativeQuery(
                "select * from invitation where " + where + " limit :limit for update skip locked",
                InvitationEntity.class)
            .setParameter("limit", limit);
    if (now != null) {
      query.setParameter("now", now);
    }
    List<InvitationEntity> found = new ArrayList<>();
    for (Object row : query.getResultList()) {
      found.add((InvitationEntity) row);
    }
    // in silence: this is asked every few seconds, and what was altered is named by the audit
    return found.stream().filter(row -> seal.fits(row.seal, columns(row))).toList();
  }

  /** Those of an institution, newest first. */
  List<InvitationEntity> ofInstitution(int institution, int limit) {
    return find(
            "from InvitationEntity where institutionId = ?1 order by invitedAt desc, id",
            institution)
        .page(0, limit)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  private boolean isGenuine(InvitationEntity row) {
    boolean genuine = seal.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: invitation %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  /** A column that came later is covered where it says something. */
  private static @Nullable Object[] columns(InvitationEntity row) {
    List<@Nullable Object> columns = new ArrayList<>();
    Collections.addAll(
        columns,
        row.id,
        row.institutionId,
        row.purpose,
        row.accountId,
        row.name,
        row.email,
        row.roles,
        row.invitedPerson,
        row.invitedName,
        row.invitedAt.toEpochMilli(),
        row.expiresAt.toEpochMilli(),
        row.approvedPerson,
        row.approvedName,
        millis(row.approvedAt),
        hex(row.linkDigest),
        hex(row.codeDigest),
        row.wrongCodes,
        row.ended,
        millis(row.endedAt));
    if (row.emailSalt != null) {
      columns.add(hex(row.emailSalt));
    }
    if (row.emailSealed != null) {
      columns.add("email_sealed " + hex(row.emailSealed));
    }
    if (row.linkSealed != null) {
      columns.add("link_sealed " + hex(row.linkSealed));
    }
    if (row.mailedAt != null) {
      columns.add("mailed_at " + millis(row.mailedAt));
    }
    return columns.toArray();
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  private static @Nullable String hex(byte @Nullable [] digest) {
    return digest == null ? null : HexFormat.of().formatHex(digest);
  }
}
