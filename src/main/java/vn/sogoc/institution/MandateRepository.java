package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.ReadOnce;

@ApplicationScoped
class MandateRepository implements PanacheRepositoryBase<MandateEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(MandateRepository.class);

  private final RowSeal seal;
  private final ReadOnce readOnce;

  MandateRepository(Secrets secrets, ReadOnce readOnce) {
    this.readOnce = readOnce;
    this.seal = new RowSeal(secrets, "mandate");
  }

  /** Mandates that the service wrote; any other row counts as not there. */
  List<Mandate> of(int institution) {
    return readOnce.once(new Of(institution), () -> read(institution));
  }

  private record Of(int institution) {}

  private List<Mandate> read(int institution) {
    return find("from MandateEntity m where m.institutionId = ?1 order by m.validFrom", institution)
        .stream()
        .filter(this::isGenuine)
        .map(MandateEntity::mandate)
        .toList();
  }

  /** A column that came later is covered where it says something. */
  void seal(MandateEntity row) {
    row.seal = seal.of(columns(row));
  }

  boolean isGenuine(MandateEntity row) {
    boolean genuine = seal.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: mandate %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(MandateEntity row) {
    List<@Nullable Object> columns = new ArrayList<>();
    Collections.addAll(
        columns,
        row.id,
        row.institutionId,
        row.personId,
        row.personName,
        row.titleVi,
        row.titleEn,
        row.kinds,
        row.validFrom,
        row.validUntil,
        row.decisionNumber,
        row.decisionDate,
        row.signsAs);
    byte[] key = row.keyId;
    if (key != null) {
      columns.add(Bytes.of(key).hex());
    }
    return columns.toArray();
  }
}
