package vn.sogoc.platform.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program with a key that is neither revoked nor of a disabled account. */
record KeyHolder(UUID keyId, Actor actor, @Nullable Integer quota, @Nullable Instant expiresAt) {

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
