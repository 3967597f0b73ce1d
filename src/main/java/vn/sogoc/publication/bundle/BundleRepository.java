package vn.sogoc.publication.bundle;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Versions, and those that wait. */
@ApplicationScoped
class BundleRepository implements PanacheRepositoryBase<BundleEntity, Integer> {
  private static final Logger LOG = Logger.getLogger(BundleRepository.class);

  private final RowSeal seal;

  BundleRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "trust-bundle-proposal");
  }

  /** The number of the newest version, 0 before the first. */
  int newest() {
    Integer version =
        getEntityManager()
            .createQuery("select max(b.version) from BundleEntity b", Integer.class)
            .getSingleResult();
    return version == null ? 0 : version;
  }

  void add(BundleProposalEntity row) {
    row.seal = seal.of(columns(row));
    getEntityManager().persist(row);
    flush();
  }

  Optional<BundleProposalEntity> proposal(UUID id) {
    Optional<BundleProposalEntity> row =
        Optional.ofNullable(getEntityManager().find(BundleProposalEntity.class, id));
    if (row.isPresent() && !seal.fits(row.get().seal, columns(row.get()))) {
      LOG.errorf("alarm: bundle proposal %s was not written by the service; it is ignored", id);
      return Optional.empty();
    }
    return row;
  }

  /** Those of a person that have not expired. */
  List<BundleProposalEntity> proposals(UUID person, Instant now) {
    return getEntityManager()
        .createQuery(
            "from BundleProposalEntity p where p.askedPerson = :person and p.expiresAt > :now"
                + " order by p.askedAt desc",
            BundleProposalEntity.class)
        .setParameter("person", person)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .filter(row -> proposal(row.id).isPresent())
        .toList();
  }

  private static @Nullable Object[] columns(BundleProposalEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.version,
      HexFormat.of().formatHex(Digest.sha256(row.file).toArray()),
      row.askedPerson,
      row.askedName,
      row.askedAt.toEpochMilli(),
      row.expiresAt.toEpochMilli()
    };
  }
}
