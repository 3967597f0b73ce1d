package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, UUID> {
  private final AccessSeals seals;

  ApiKeyRepository(AccessSeals seals) {
    this.seals = seals;
  }

  /** The genuine key whose secret has this digest. */
  Optional<ApiKeyEntity> withDigest(Digest secret) {
    return find("from ApiKeyEntity where secretDigest = ?1", (Object) seals.stored(secret))
        .firstResultOptional()
        .filter(seals::isGenuine);
  }
}
