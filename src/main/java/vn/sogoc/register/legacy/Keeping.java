package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;

/** Rights to old books are those of whoever keeps the issuer's register that day. */
@ApplicationScoped
class Keeping {
  private final Custody custody;
  private final Clock clock;

  Keeping(Custody custody, Clock clock) {
    this.custody = custody;
    this.clock = clock;
  }

  /** Whether an institution keeps the register of an issuer at an instant. */
  boolean keeps(int institution, int issuer, Instant now) {
    return switch (custody.keeper(issuer, now)) {
      case Keeper.TheIssuer ignored -> institution == issuer;
      case Keeper.Another another -> another.institution() == institution;
      case Keeper.Altered ignored -> false;
    };
  }

  /** Whether it does today. */
  boolean keeps(int institution, int issuer) {
    return keeps(institution, issuer, clock.instant());
  }

  /** Whose registers an institution keeps today. */
  Set<Integer> issuers(int institution) {
    return custody.keptBy(institution, clock.instant());
  }

  /**
   * That an institution keeps the register of an issuer.
   *
   * @throws Refusal {@code legacy-not-keeper}
   */
  void require(int institution, int issuer, Instant now) {
    if (!keeps(institution, issuer, now)) {
      throw new Refusal(LegacyProblem.NOT_KEEPER, "somebody else keeps this register now");
    }
  }
}
