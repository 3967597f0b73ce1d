package vn.sogoc.platform.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/**
 * Recognises keys. What the database said about a good key is believed for a few seconds, which is
 * what lets one program verify thousands of times a second; wrong keys are never remembered, so
 * that nobody can fill the memory with them.
 */
@ApplicationScoped
class ApiKeyProvider implements IdentityProvider<ApiKeyRequest> {
  private static final int LARGEST = 10_000;

  private final Accounts accounts;
  private final Clock clock;
  private final Duration believed;
  private final ConcurrentHashMap<Digest, Known> known = new ConcurrentHashMap<>();

  private record Known(KeyHolder holder, SecurityIdentity identity, Instant until) {}

  ApiKeyProvider(Accounts accounts, AccessConfig config, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
    this.believed = config.keyCache();
  }

  @Override
  public Class<ApiKeyRequest> getRequestType() {
    return ApiKeyRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      ApiKeyRequest request, AuthenticationRequestContext context) {
    Instant now = clock.instant();
    SecurityIdentity remembered = remembered(request.digest(), now);
    if (remembered != null) {
      return Uni.createFrom().item(remembered);
    }
    return context.runBlocking(() -> read(request.digest(), now));
  }

  private @Nullable SecurityIdentity remembered(Digest digest, Instant now) {
    Known entry = known.get(digest);
    if (entry == null || !now.isBefore(entry.until()) || entry.holder().isExpired(now)) {
      return null;
    }
    return entry.identity();
  }

  private SecurityIdentity read(Digest digest, Instant now) {
    Optional<KeyHolder> holder = accounts.holder(digest).filter(found -> !found.isExpired(now));
    if (holder.isEmpty()) {
      known.remove(digest);
      throw new AuthenticationFailedException();
    }
    if (known.size() >= LARGEST) {
      known.clear();
    }
    SecurityIdentity identity = Identities.of(holder.get());
    known.put(digest, new Known(holder.get(), identity, now.plus(believed)));
    return identity;
  }
}
