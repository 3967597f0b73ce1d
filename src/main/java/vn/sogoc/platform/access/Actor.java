package vn.sogoc.platform.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.trail.Doer;

/**
 * Who is asking. Two actors are the same person exactly when their {@code personId} is the same,
 * whatever accounts or API keys they use; "another person" is decided by {@link #samePersonAs}.
 *
 * @param institutionId the institution they act for, null for citizens, auditors and operators
 * @param roles their roles at that institution and for the whole registry
 */
public record Actor(
    UUID accountId,
    String username,
    String displayName,
    UUID personId,
    @Nullable Integer institutionId,
    Set<Role> roles) {

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** Whether they hold the role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Whether they act for this institution. */
  public boolean actsFor(int institution) {
    return institutionId != null && institutionId == institution;
  }

  /**
   * Whether they hold the role for this institution: there, or for the whole registry. A role at
   * one school says nothing at another.
   */
  public boolean hasAt(Role role, int institution) {
    return has(role) && (institutionId == null || institutionId == institution);
  }

  /** Whether both are one human being. */
  public boolean samePersonAs(Actor other) {
    return personId.equals(other.personId);
  }

  /** This account in the first of these roles that it has, for the audit trail. */
  public Doer as(Role... roles) {
    for (Role role : roles) {
      if (has(role)) {
        return Doer.account(accountId, role.code());
      }
    }
    return Doer.account(accountId, "none");
  }

  /** The same actor with at most these roles, for what runs on their behalf. */
  public Actor limitedTo(Set<Role> allowed) {
    Set<Role> kept = EnumSet.noneOf(Role.class);
    kept.addAll(roles);
    kept.retainAll(allowed);
    return new Actor(accountId, username, displayName, personId, institutionId, kept);
  }
}
