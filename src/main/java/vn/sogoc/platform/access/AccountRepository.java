package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, UUID> {

  Optional<AccountEntity> named(String username) {
    return find("from AccountEntity where username = ?1", username).firstResultOptional();
  }
}
