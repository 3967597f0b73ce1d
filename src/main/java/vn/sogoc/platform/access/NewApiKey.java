package vn.sogoc.platform.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an API key may do. It never has more roles than its account has at the institution at the
 * moment of use.
 *
 * @param quota requests a minute, null for no limit
 * @param expiresAt null for a key that lives until it is revoked
 */
public record NewApiKey(
    UUID accountId,
    @Nullable Integer institutionId,
    String label,
    Set<Role> roles,
    @Nullable Integer quota,
    @Nullable Instant expiresAt) {

  public NewApiKey {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a key without a role opens nothing");
    }
    if (quota != null && quota < 1) {
      throw new IllegalArgumentException("a quota is at least one request a minute");
    }
  }
}
