package vn.sogoc.platform.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccountRoleRepository implements PanacheRepositoryBase<AccountRoleEntity, UUID> {
  private final AccessSeals seals;

  AccountRoleRepository(AccessSeals seals) {
    this.seals = seals;
  }

  /** Accounts that somebody gave a role at an institution, genuine or not. */
  List<UUID> accountsWith(int institution, Role role, int most) {
    return find(
            "from AccountRoleEntity where institutionId = ?1 and role = ?2 order by accountId",
            institution,
            role.code())
        .page(0, most)
        .stream()
        .map(granted -> granted.accountId)
        .toList();
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

  /** Accounts that hold a role for the whole registry. */
  List<UUID> holders(Role role) {
    return find(
            "from AccountRoleEntity where role = ?1 and institutionId is null order by id",
            role.code())
        .stream()
        .filter(seals::isGenuine)
        .map(granted -> granted.accountId)
        .toList();
  }
}
