package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;

@ApplicationScoped
class PersonIdentityRepository implements PanacheRepositoryBase<PersonIdentityEntity, UUID> {

  Optional<UUID> ownerOf(Identity identity, Bytes lookup) {
    return find(
            "from PersonIdentityEntity where kind = ?1 and country = ?2 and lookup = ?3",
            identity.kind().code(),
            identity.country(),
            lookup.toArray())
        .firstResultOptional()
        .map(found -> found.personId);
  }
}
