package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.ReadOnce;

/** Suspensions that the service wrote; any other row counts as not there. */
@ApplicationScoped
class KeySuspensionRepository implements PanacheRepositoryBase<KeySuspensionEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(KeySuspensionRepository.class);

  private final RowSeal seal;
  private final ReadOnce readOnce;

  KeySuspensionRepository(Secrets secrets, ReadOnce readOnce) {
    this.readOnce = readOnce;
    this.seal = new RowSeal(secrets, "key-suspension");
  }

  private record OfKey(KeyId key) {}

  void add(KeySuspension suspension, Actor by) {
    KeySuspensionEntity row = new KeySuspensionEntity();
    row.id = suspension.id();
    row.institutionId = suspension.institution();
    row.keyId = suspension.key().value().toArray();
    row.beginsAt = suspension.begins();
    row.endsAt = suspension.ends();
    row.reason = suspension.reason();
    row.personId = by.personId();
    row.personName = by.displayName();
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
  }

  /** All of an institution, in the order of their beginning. */
  List<KeySuspensionEntity> ofInstitution(int institution) {
    return find(
            "from KeySuspensionEntity s where s.institutionId = ?1 order by s.beginsAt, s.id",
            institution)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  /** Those of a key that had not ended at an instant, in the order of their beginning. */
  List<KeySuspensionEntity> ofKey(KeyId key, Instant notEndedAt) {
    return readOnce.once(new OfKey(key), () -> readOfKey(key)).stream()
        .filter(row -> row.endsAt.isAfter(notEndedAt))
        .toList();
  }

  private List<KeySuspensionEntity> readOfKey(KeyId key) {
    return find(
            "from KeySuspensionEntity s where s.keyId = ?1 order by s.beginsAt",
            key.value().toArray())
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  private boolean isGenuine(KeySuspensionEntity row) {
    boolean genuine = seal.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: key suspension %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(KeySuspensionEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      HexFormat.of().formatHex(row.keyId),
      row.beginsAt.toEpochMilli(),
      row.endsAt.toEpochMilli(),
      row.reason,
      row.personId,
      row.personName
    };
  }
}
