package vn.sogoc.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Turns what we know about a caller into the identity that annotations are checked against. */
final class Identities {
  /** The session a person came with; absent for programs. */
  static final String SESSION = "sogoc.session";

  /** The {@link KeyHolder} a program came with; absent for people. */
  static final String KEY = "sogoc.key";

  private Identities() {}

  static SecurityIdentity of(SignedIn person) {
    return start(person.actor(), person.session().text())
        .addAttribute(SESSION, person.session())
        .build();
  }

  static SecurityIdentity of(KeyHolder program) {
    return start(program.actor(), "key/" + program.keyId()).addAttribute(KEY, program).build();
  }

  /**
   * The identity of a session that has ended: anonymous, where a failure would redirect in circles.
   */
  static SecurityIdentity nobody() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("nobody"))
        .setAnonymous(true)
        .build();
  }

  private static QuarkusSecurityIdentity.Builder start(Actor actor, String name) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(name))
            .addAttribute(CurrentActor.ATTRIBUTE, actor);
    actor.roles().forEach(role -> identity.addRole(role.code()));
    return identity;
  }
}
