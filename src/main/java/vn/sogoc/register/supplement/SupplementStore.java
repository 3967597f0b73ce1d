package vn.sogoc.register.supplement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Recorded supplements. */
@ApplicationScoped
class SupplementStore implements PanacheRepositoryBase<SupplementEntity, UUID> {
  static final String SEAL = "supplement";

  private final RowSeal seal;

  SupplementStore(Secrets secrets) {
    this.seal = new RowSeal(secrets, SEAL);
  }

  void keep(SupplementEntity row) {
    row.seal = seal.of(columns(row));
    persist(row);
  }

  boolean isGenuine(SupplementEntity row) {
    return seal.fits(row.seal, columns(row));
  }

  Optional<SupplementEntity> byDigest(Digest digest) {
    return find("digest", (Object) digest.toArray()).firstResultOptional();
  }

  /** Of a diploma, the newest revision first. */
  List<SupplementEntity> ofDiploma(UUID entry) {
    return find("entryId = ?1 order by revision desc", entry).list();
  }

  /** Of a list, in its order. */
  List<SupplementEntity> ofSheet(int institution, UUID sheet, int afterLine, int limit) {
    return find(
            "institutionId = ?1 and sheetId = ?2 and line > ?3 order by line",
            institution,
            sheet,
            afterLine)
        .page(0, limit)
        .list();
  }

  /** The newest revision of each diploma that has one. */
  Map<UUID, Integer> newestRevisions(Collection<UUID> entries) {
    Map<UUID, Integer> found = new HashMap<>();
    if (!entries.isEmpty()) {
      getEntityManager()
          .createQuery(
              "select s.entryId, max(s.revision) from SupplementEntity s where s.entryId in :entries"
                  + " group by s.entryId",
              Object[].class)
          .setParameter("entries", entries)
          .getResultList()
          .forEach(row -> found.put((UUID) row[0], ((Number) row[1]).intValue()));
    }
    return found;
  }

  /**
   * When a supplement was taken back; a row that a hand put in makes an answer weaker, never
   * stronger.
   */
  Optional<Instant> withdrawnAt(UUID supplement) {
    return getEntityManager()
        .createQuery(
            "select w.approvedAt from SupplementWithdrawalEntity w where w.supplementId = :id and"
                + " w.approvalId is not null",
            Instant.class)
        .setParameter("id", supplement)
        .getResultList()
        .stream()
        .findFirst();
  }

  private static @Nullable Object[] columns(SupplementEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.sheetId,
      row.line,
      row.entryId,
      row.revision,
      HexFormat.of().formatHex(row.cose),
      HexFormat.of().formatHex(row.digest),
      row.eventId,
      HexFormat.of().formatHex(row.entry),
      row.recordedAt.toEpochMilli()
    };
  }
}
