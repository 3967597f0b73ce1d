package vn.sogoc.issuance.imports;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/** Rows of {@code import}. */
@ApplicationScoped
class ImportRepository implements PanacheRepositoryBase<ImportEntity, UUID> {
  private static final int MOST_OTHERS = 20;

  /** Beside the locks of single files. */
  private static final int OF_ALL_FILES = 0x696d_7074;

  Optional<ImportEntity> of(int institution, UUID id) {
    return find("from ImportEntity where id = ?1 and institutionId = ?2", id, institution)
        .firstResultOptional();
  }

  /** The import, locked until the transaction ends. */
  Optional<ImportEntity> lock(int institution, UUID id) {
    return find("from ImportEntity where id = ?1 and institutionId = ?2", id, institution)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Imports of a file for a kind and decision that were not given up, the newest first. */
  List<ImportEntity> ofFile(int institution, Digest file, String kind, String decisionKey) {
    return list(
        "from ImportEntity where institutionId = ?1 and fileDigest = ?2 and kind = ?3"
            + " and decisionKey = ?4 and state <> 'discarded' order by uploadedAt desc, id",
        institution,
        file.toArray(),
        kind,
        decisionKey);
  }

  /** Other imports for the same kind and decision that did not end yet, the newest first. */
  List<ImportEntity> besides(ImportEntity one) {
    return find(
            "from ImportEntity where institutionId = ?1 and kind = ?2 and decisionKey = ?3"
                + " and id <> ?4 and endedAt is null order by uploadedAt desc, id",
            one.institutionId,
            one.kind,
            one.decisionKey,
            one.id)
        .page(0, MOST_OTHERS)
        .list();
  }

  /** How many imports of an institution did not end yet, and how large their files are together. */
  Open open(int institution) {
    Object[] row =
        getEntityManager()
            .createQuery(
                """
                    select count(*), coalesce(sum(fileSize), 0) from ImportEntity
                    where institutionId = :institution and endedAt is null""",
                Object[].class)
            .setParameter("institution", institution)
            .getSingleResult();
    return new Open(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
  }

  /** What {@link #open} counts. */
  record Open(long count, long bytes) {}

  /** Open imports that were last touched before a time, the oldest first. */
  List<UUID> untouched(Instant last, int limit) {
    return getEntityManager()
        .createQuery(
            """
            select id from ImportEntity where endedAt is null and uploadedAt < :last
              and (begunAt is null or begunAt < :last) and (readAt is null or readAt < :last)
            order by uploadedAt, id""",
            UUID.class)
        .setParameter("last", last)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Lets one transaction at a time add an import of an institution; held until it ends. */
  void oneAtATime(int institution) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :use) as text)")
        .setParameter("institution", institution)
        .setParameter("use", OF_ALL_FILES)
        .getSingleResult();
  }

  /** Newest first, after the given one. */
  List<ImportEntity> page(int institution, @Nullable ImportEntity after, int limit) {
    if (after == null) {
      return find(
              "from ImportEntity where institutionId = ?1 order by uploadedAt desc, id",
              institution)
          .page(0, limit)
          .list();
    }
    return find(
            "from ImportEntity where institutionId = ?1 and (uploadedAt < ?2"
                + " or (uploadedAt = ?2 and id > ?3)) order by uploadedAt desc, id",
            institution,
            after.uploadedAt,
            after.id)
        .page(0, limit)
        .list();
  }

  /** Lets one transaction at a time import a file of an institution; held until it ends. */
  void oneAtATime(int institution, Digest file) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :file) as text)")
        .setParameter("institution", institution)
        .setParameter("file", ~ByteBuffer.wrap(file.toArray()).getInt())
        .getSingleResult();
  }
}
