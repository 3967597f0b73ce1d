package vn.sogoc.platform.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/** The actor of the request that is running. */
@ApplicationScoped
public class CurrentActor {
  /** Where an identity of ours keeps its actor. */
  static final String ATTRIBUTE = "sogoc.actor";

  private final CurrentIdentityAssociation identity;

  CurrentActor(CurrentIdentityAssociation identity) {
    this.identity = identity;
  }

  /** The signed-in actor, or empty for an anonymous caller. */
  public Optional<Actor> find() {
    return Optional.ofNullable(identity.getIdentity().<Actor>getAttribute(ATTRIBUTE));
  }

  /**
   * Requests a minute that the presented API key allows; empty where there is no key or no quota.
   */
  public OptionalInt quota() {
    KeyHolder program = identity.getIdentity().getAttribute(Identities.KEY);
    Integer quota = program == null ? null : program.quota();
    return quota == null ? OptionalInt.empty() : OptionalInt.of(quota);
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
}
