package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccountRoleRepository implements PanacheRepositoryBase<AccountRoleEntity, UUID> {
  private final AccessSeals seals;

  AccountRoleRepository(AccessSeals seals) {
    this.seals = seals;
  }

  /** The roles that hold at an institution: those given there and those for the whole registry. */
  Set<Role> at(UUID account, @Nullable Integer institution) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (AccountRoleEntity granted : list("from AccountRoleEntity where accountId = ?1", account)) {
      boolean holdsHere =
          granted.institutionId == null || granted.institutionId.equals(institution);
      if (holdsHere && seals.isGenuine(granted)) {
        roles.add(
            Role.ofCode(granted.role)
                .orElseThrow(() -> new IllegalStateException("no role named " + granted.role)));
      }
    }
    return roles;
  }
}
