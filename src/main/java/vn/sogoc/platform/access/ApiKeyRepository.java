package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, UUID> {

  Optional<ApiKeyEntity> withDigest(Digest digest) {
    return find("from ApiKeyEntity where secretDigest = ?1", (Object) digest.toArray())
        .firstResultOptional();
  }
}
