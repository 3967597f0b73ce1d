package vn.sogoc.platform.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Believes the decrypted session cookie, after asking whether the session still stands. A session
 * that does not is no error: the caller is anonymous and may sign in again.
 */
@ApplicationScoped
class SessionProvider implements IdentityProvider<TrustedAuthenticationRequest> {
  private final Accounts accounts;
  private final Clock clock;
  private final Duration lifetime;

  SessionProvider(Accounts accounts, AccessConfig config, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
    this.lifetime = config.sessionLifetime();
  }

  @Override
  public Class<TrustedAuthenticationRequest> getRequestType() {
    return TrustedAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> resume(request.getPrincipal()));
  }

  private SecurityIdentity resume(String cookie) {
    Optional<Session> session =
        Session.parse(cookie).filter(s -> clock.instant().isBefore(s.began().plus(lifetime)));
    return session.flatMap(accounts::resume).map(Identities::of).orElseGet(Identities::nobody);
  }
}
