package vn.sogoc.register.legacy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Doer;

/** Whose institution it is, never by what a request says, and what time it is. */
final class Own {
  private Own() {}

  /**
   * The institution that the actor acts for.
   *
   * @throws Refusal where they act for none
   */
  static int institution(Actor actor) {
    Integer own = actor.institutionId();
    if (own == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you act for no institution");
    }
    return own;
  }

  /** In whole milliseconds, as seals and entries have it. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static Doer doer(Actor actor) {
    return actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN);
  }
}
