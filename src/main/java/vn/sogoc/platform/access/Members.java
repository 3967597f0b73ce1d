package vn.sogoc.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Doer;

/** Who has an account, and what each may do: a look at accounts without anything secret. */
@ApplicationScoped
public class Members {
  private final AccountRepository accounts;
  private final AccountRoleRepository roles;

  Members(AccountRepository accounts, AccountRoleRepository roles) {
    this.accounts = accounts;
    this.roles = roles;
  }

  /**
   * An account.
   *
   * @param institution where they work; null for those who act for the whole registry
   * @param roles there
   * @param isDisabled whether it was ended
   */
  public record Member(
      UUID account,
      UUID person,
      String username,
      String displayName,
      @Nullable Integer institution,
      Set<Role> roles,
      boolean isDisabled) {
    public Member {
      roles = Set.copyOf(roles);
    }

    /** {@code acc_...}. */
    public PublicId id() {
      return PublicId.of(Doer.ID_KIND, account);
    }
  }

  /** Those who work at an institution, by name. */
  @Transactional
  public List<Member> at(int institution) {
    return accounts.at(institution).stream().map(this::member).toList();
  }

  /** Those who hold a role for the whole registry, by name. */
  @Transactional
  public List<Member> everywhere(Role role) {
    return roles.holders(role).stream()
        .map(accounts::genuine)
        .flatMap(Optional::stream)
        .map(this::member)
        .filter(member -> member.roles().contains(role) && !member.isDisabled())
        .toList();
  }

  /** The account with this identifier. */
  @Transactional
  public Optional<Member> find(UUID account) {
    return accounts.genuine(account).map(this::member);
  }

  private Member member(AccountEntity account) {
    Set<Role> held = EnumSet.noneOf(Role.class);
    held.addAll(roles.at(account.id, account.institutionId));
    return new Member(
        account.id,
        account.personId,
        account.username,
        account.displayName,
        account.institutionId,
        held,
        account.disabledAt != null);
  }
}
