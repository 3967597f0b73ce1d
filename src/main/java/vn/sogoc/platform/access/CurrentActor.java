package vn.sogoc.platform.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.ClientAddress;
import vn.sogoc.platform.http.HttpProblem;

/** The actor of the request that is running. */
@ApplicationScoped
public class CurrentActor {
  /** Where an identity of ours keeps its actor. */
  static final String ATTRIBUTE = "sogoc.actor";

  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest request;

  CurrentActor(CurrentIdentityAssociation identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  /** The signed-in actor, or empty for an anonymous caller. */
  public Optional<Actor> find() {
    return Optional.ofNullable(identity.getIdentity().<Actor>getAttribute(ATTRIBUTE));
  }

  /**
   * The signed-in actor.
   *
   * @throws Refusal with {@code sign-in-required} where nobody is signed in
   */
  public Actor require() {
    return find()
        .orElseThrow(
            () -> new Refusal(HttpProblem.SIGN_IN_REQUIRED, "sign in, or send a valid API key"));
  }

  /**
   * The actor of a request that was refused, as far as it got; asks nobody, so it is safe on any
   * thread and where telling who they are is what failed.
   */
  public static Optional<Actor> ofRefused(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        ? Optional.ofNullable(user.getSecurityIdentity().<Actor>getAttribute(ATTRIBUTE))
        : Optional.empty();
  }

  /** Who the request is counted for. */
  public Caller caller() {
    SecurityIdentity who = identity.getIdentity();
    KeyHolder key = who.getAttribute(Identities.KEY);
    if (key != null) {
      return new Caller.Program(key.keyId(), key.actor().accountId(), key.quota());
    }
    Optional<Actor> actor = find();
    if (actor.isPresent()) {
      return new Caller.Member(actor.get().accountId());
    }
    RoutingContext context = request.getCurrent();
    return new Caller.Anonymous(context == null ? "inside" : ClientAddress.of(context));
  }
}
