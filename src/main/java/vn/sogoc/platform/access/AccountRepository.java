package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, UUID> {
  private final AccessSeals seals;

  AccountRepository(AccessSeals seals) {
    this.seals = seals;
  }

  /** Whether there is any row of this name, genuine or not. */
  boolean isTaken(String username) {
    return count("username = ?1", username) > 0;
  }

  Optional<AccountEntity> named(String username) {
    return find("from AccountEntity where username = ?1", username)
        .firstResultOptional()
        .filter(seals::isGenuine);
  }

  Optional<AccountEntity> genuine(UUID id) {
    return findByIdOptional(id).filter(seals::isGenuine);
  }

  /** As it is now, and alone until the transaction ends: of two changes at once neither is lost. */
  AccountEntity lock(UUID id) {
    flush();
    AccountEntity row = findByIdOptional(id).orElseThrow();
    getEntityManager().refresh(row, LockModeType.PESSIMISTIC_WRITE); // it may have been read before
    return Optional.of(row).filter(seals::isGenuine).orElseThrow();
  }

  /** Those of an institution, by name. */
  List<AccountEntity> at(int institution) {
    return find(
            "from AccountEntity where institutionId = ?1 order by displayName, username",
            institution)
        .stream()
        .filter(seals::isGenuine)
        .toList();
  }
}
