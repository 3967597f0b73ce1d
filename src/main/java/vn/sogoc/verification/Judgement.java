package vn.sogoc.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers checks and the verdicts they call for. Pure; the verdict is the first of the table that
 * any check called for. Where none did, {@code valid} needs every required check to have passed,
 * and anything else is {@code undetermined}: a check somebody forgot can only make an answer
 * weaker.
 */
final class Judgement {
  private final List<Check> checks = new ArrayList<>();
  private final Set<Verdict> calledFor = EnumSet.noneOf(Verdict.class);

  /** A check that passed. */
  void passed(CheckCode code) {
    checks.add(Check.passed(code));
  }

  /** A check with another outcome that calls for no verdict of its own. */
  void note(Check check) {
    checks.add(check);
  }

  /** A check that calls for a verdict. */
  void call(Check check, Verdict verdict) {
    if (check.result() == Check.Result.PASSED) {
      throw new IllegalArgumentException("a passed check calls for no verdict");
    }
    checks.add(check);
    calledFor.add(verdict);
  }

  /** The checks by their order. */
  List<Check> checks() {
    return checks.stream().sorted(Comparator.comparing(Check::code)).toList();
  }

  /**
   * The verdict.
   *
   * @param required codes of the checks that the regime requires
   */
  Verdict verdict(Set<String> required) {
    if (!calledFor.isEmpty()) {
      return calledFor.iterator().next(); // an EnumSet iterates in the order of the table
    }
    boolean all = required.stream().allMatch(this::satisfied);
    return all && !required.isEmpty() ? Verdict.VALID : Verdict.UNDETERMINED;
  }

  private boolean satisfied(String code) {
    return checks.stream()
        .filter(c -> c.code().code().equals(code))
        .anyMatch(
            c -> c.result() == Check.Result.PASSED || c.result() == Check.Result.NOT_APPLICABLE);
  }
}
