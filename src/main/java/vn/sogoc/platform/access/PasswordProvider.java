package vn.sogoc.platform.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import vn.sogoc.platform.http.ClientAddress;

/**
 * Signs a person in by name and password. Whoever fails too often waits: by name and address
 * together, so that nobody can lock somebody else out, and by address alone, so that one password
 * cannot be tried against every name.
 */
@ApplicationScoped
class PasswordProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
  private static final Logger LOG = Logger.getLogger(PasswordProvider.class);
  private static final int LONGEST = 256;

  private final Accounts accounts;
  private final Clock clock;
  private final Failures byName;
  private final Failures byAddress;

  PasswordProvider(Accounts accounts, AccessConfig config, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
    this.byName = new Failures(config.failuresPerName(), config.failureMemory());
    this.byAddress = new Failures(config.failuresPerAddress(), config.failureMemory());
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(request);
    String address = http == null ? "none" : ClientAddress.of(http);
    String password = new String(request.getPassword().getPassword());
    return context.runBlocking(() -> signIn(request.getUsername(), password, address));
  }

  SecurityIdentity signIn(String username, String password, String address) {
    Instant now = clock.instant();
    String name = username.toLowerCase(Locale.ROOT) + "\n" + address;
    if (username.length() > LONGEST
        || password.length() > LONGEST
        || username.indexOf(0) >= 0 // which no database stores
        || byName.isBlocked(name, now)
        || byAddress.isBlocked(address, now)) {
      LOG.info("sign-in refused: too many failures");
      throw new AuthenticationFailedException();
    }
    Optional<SignedIn> person = accounts.signIn(username, password);
    if (person.isEmpty()) {
      byName.add(name, now);
      byAddress.add(address, now);
      LOG.info("sign-in failed");
      throw new AuthenticationFailedException();
    }
    byName.forget(name);
    LOG.infof("signed in: %s", person.get().actor().accountId());
    return Identities.of(person.get());
  }
}
