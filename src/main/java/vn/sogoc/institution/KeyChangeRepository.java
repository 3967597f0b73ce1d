package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Changes that were asked for and decided here; any other row counts as not there. */
@ApplicationScoped
class KeyChangeRepository implements PanacheRepositoryBase<KeyChangeEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(KeyChangeRepository.class);

  private final RowSeal asked;
  private final RowSeal ended;

  KeyChangeRepository(Secrets secrets) {
    this.asked = new RowSeal(secrets, "key-change");
    this.ended = new RowSeal(secrets, "key-change-outcome");
  }

  void add(KeyChangeEntity row) {
    row.seal = asked.of(columns(row));
    persistAndFlush(row);
  }

  void add(KeyChangeOutcomeEntity row) {
    row.seal = ended.of(columns(row));
    getEntityManager().persist(row);
    flush();
  }

  Optional<KeyChangeEntity> genuine(UUID id) {
    return findByIdOptional(id).filter(this::isGenuine);
  }

  /** Those of an institution, newest first. */
  List<KeyChangeEntity> ofInstitution(int institution, int limit) {
    return find(
            "from KeyChangeEntity c where c.institutionId = ?1 order by c.askedAt desc, c.id",
            institution)
        .page(0, limit)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  Optional<KeyChangeOutcomeEntity> outcome(KeyChangeEntity change) {
    return Optional.ofNullable(getEntityManager().find(KeyChangeOutcomeEntity.class, change.id))
        .filter(
            o ->
                ended.fits(o.seal, columns(o))
                    && o.institutionId == change.institutionId
                    && o.askedPerson.equals(change.askedPerson));
  }

  private boolean isGenuine(KeyChangeEntity row) {
    boolean genuine = asked.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: key change %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(KeyChangeEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.version,
      HexFormat.of().formatHex(row.statement),
      row.places,
      row.reason,
      row.askedPerson,
      row.askedName,
      row.askedAt.toEpochMilli(),
      row.expiresAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(KeyChangeOutcomeEntity row) {
    return new @Nullable Object[] {
      row.changeId,
      row.institutionId,
      row.outcome,
      row.askedPerson,
      row.decidedPerson,
      row.decidedName,
      row.decidedAt.toEpochMilli(),
      row.approvalId
    };
  }
}
