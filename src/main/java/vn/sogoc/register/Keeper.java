package vn.sogoc.register;

import java.time.LocalDate;

/** Who keeps the register of an issuer now. That is neither who issued nor who signed. */
public sealed interface Keeper {
  /** The issuer itself, as ever. */
  record TheIssuer() implements Keeper {}

  /**
   * Somebody else, as when an institution was merged or closed.
   *
   * @param institution who
   * @param since from which day
   * @param legalBasis the decision
   */
  record Another(int institution, LocalDate since, String legalBasis) implements Keeper {}

  /** The stored decisions were changed by hand; nobody is named by them. */
  record Altered() implements Keeper {}
}
