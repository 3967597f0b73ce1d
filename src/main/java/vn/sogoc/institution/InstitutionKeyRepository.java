package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.platform.store.ReadOnce;

@ApplicationScoped
class InstitutionKeyRepository implements PanacheRepositoryBase<InstitutionKeyEntity, byte[]> {
  private final ReadOnce readOnce;

  InstitutionKeyRepository(ReadOnce readOnce) {
    this.readOnce = readOnce;
  }

  Optional<String> storeOf(int institution, KeyId key) {
    return readOnce.once(new StoreOf(institution, key), () -> readStoreOf(institution, key));
  }

  private record StoreOf(int institution, KeyId key) {}

  private Optional<String> readStoreOf(int institution, KeyId key) {
    return getEntityManager()
        .createQuery(
            """
            select k.store from InstitutionKeyEntity k
            where k.institutionId = :institution and k.keyId = :key and k.store is not null
            """,
            String.class)
        .setParameter("institution", institution)
        .setParameter("key", key.value().toArray())
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Whose key has this id, where there is one. */
  Optional<Integer> ownerOf(KeyId key) {
    return findByIdOptional(key.value().toArray()).map(row -> row.institutionId);
  }

  /** Adds the index row of a key where there is none; whose it is never changes. */
  void index(int institution, InstitutionKey key, @Nullable String store) {
    InstitutionKeyEntity row = findById(key.id().value().toArray());
    if (row == null) {
      row = new InstitutionKeyEntity();
      row.keyId = key.id().value().toArray();
      row.institutionId = institution;
      row.purpose = key.purpose();
      row.store = store;
      persist(row);
    } else if (row.institutionId != institution) {
      throw new IllegalStateException("key " + key.id() + " belongs to another institution");
    } else if (store != null) {
      row.store = store;
    }
  }
}
