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
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;
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
  private static final UUID NOBODY = new UUID(0, 0);

  /** Sign-ins that may wait for a processor; the last of them waits a few seconds. */
  private static final int WAITING = 14;

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInTurns turns;
  private final Clock clock;
  private final Failures byName;
  private final Failures byAddress;

  @Inject
  PasswordProvider(Accounts accounts, Passwords passwords, AccessConfig config, Clock clock) {
    this(
        accounts,
        passwords,
        new SignInTurns(Runtime.getRuntime().availableProcessors(), WAITING),
        config,
        clock);
  }

  PasswordProvider(
      Accounts accounts, Passwords passwords, SignInTurns turns, AccessConfig config, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.turns = turns;
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
        || !count(name, address, now)) {
      LOG.info("sign-in refused: too many failures");
      throw new AuthenticationFailedException();
    }
    // the hash of a password is slow on purpose: it takes a turn, and no connection to the store
    Optional<Accounts.Credential> known = accounts.credential(username);
    String stored = known.map(Accounts.Credential::passwordHash).orElse(null);
    UUID account = known.map(Accounts.Credential::account).orElse(NOBODY);
    Optional<Boolean> right = turns.take(() -> passwords.matches(account, password, stored));
    if (right.isEmpty()) {
      byName.takeBack(name);
      byAddress.takeBack(address);
      LOG.warn("sign-in refused: too many at once");
      throw new Refusal(AccessProblem.SIGN_IN_BUSY, "too many people are signing in; try again");
    }
    Optional<SignedIn> person =
        known
            .filter(ignored -> right.get())
            // whoever was disabled, or changed the password, meanwhile does not come in
            .flatMap(c -> accounts.begin(new Session(c.account(), c.epoch(), now)));
    if (person.isEmpty()) {
      LOG.info("sign-in failed");
      throw new AuthenticationFailedException();
    }
    byName.forget(name);
    byAddress.takeBack(address);
    LOG.infof("signed in: %s", person.get().actor().accountId());
    return Identities.of(person.get());
  }

  private boolean count(String name, String address, Instant now) {
    if (!byAddress.tryAdd(address, now)) {
      return false;
    }
    if (!byName.tryAdd(name, now)) {
      byAddress.takeBack(address);
      return false;
    }
    return true;
  }
}
