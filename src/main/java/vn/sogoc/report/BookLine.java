package vn.sogoc.report;

import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.register.VoidMinutes;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.status.Lineage;

/** One line of a register book. */
sealed interface BookLine {
  /** The running number within kind and year. */
  int number();

  /**
   * A credential as it was signed.
   *
   * @param status how it stands
   * @param decisions that were made about it, in order of time
   */
  record Entry(
      int number, CredentialRecord record, CredentialStatus status, List<Lineage.Basis> decisions)
      implements BookLine {
    public Entry {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * A number that no credential has.
   *
   * @param minutes of two persons where it is void; empty while a batch that holds it is signed
   */
  record Unused(int number, Optional<VoidMinutes> minutes) implements BookLine {}

  /** The stored row was changed after it was written; nothing of it is shown. */
  record Altered(int number) implements BookLine {}
}
