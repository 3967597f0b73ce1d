package vn.sogoc.institution.office;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.Refusal;

/** What a new mandate must keep to, beside those there are. */
final class MandateRules {
  private MandateRules() {}

  /** Whether it is that of the head, who signs on nobody's behalf. */
  static boolean isHead(Mandate mandate) {
    return mandate.signsAs().isEmpty();
  }

  /**
   * That a mandate can stand: it is not over, and on no day there are two heads for one kind.
   *
   * @param replaces which ends the day before it begins
   */
  static void require(Mandate wanted, List<Mandate> all, @Nullable UUID replaces, LocalDate today) {
    LocalDate until = wanted.until();
    if (until != null && until.isBefore(wanted.from())) {
      throw new Refusal(OfficeProblem.MANDATE_DAYS, "the last day is before the first");
    }
    if (until != null && until.isBefore(today)) {
      throw new Refusal(OfficeProblem.MANDATE_LAPSED, "the mandate is over already");
    }
    if (wanted.decisionDate().isAfter(wanted.from()) || wanted.decisionDate().isAfter(today)) {
      throw new Refusal(
          OfficeProblem.MANDATE_DAYS, "the decision is after the first day, or not made yet");
    }
    if (replaces != null && !wanted.from().isAfter(today)) {
      throw new Refusal(
          OfficeProblem.MANDATE_DAYS, "the old mandate would have ended on a day that has passed");
    }
    Optional<Mandate> replaced = all.stream().filter(m -> m.id().equals(replaces)).findFirst();
    if (replaces != null
        && replaced
            .filter(m -> m.from().isBefore(wanted.from()) && lasts(m, wanted.from().minusDays(1)))
            .isEmpty()) {
      throw new Refusal(
          OfficeProblem.MANDATE_NOT_REPLACED,
          "the mandate that is to end is not in force the day before the new one begins");
    }
    boolean isDoubled =
        isHead(wanted)
            && all.stream()
                .filter(MandateRules::isHead)
                .filter(m -> !m.id().equals(replaces))
                .filter(m -> m.kinds().stream().anyMatch(wanted.kinds()::contains))
                .anyMatch(m -> overlap(m, wanted));
    if (isDoubled) {
      throw new Refusal(
          OfficeProblem.MANDATE_OVERLAP, "on one day there would be two heads for one kind");
    }
  }

  private static boolean overlap(Mandate one, Mandate other) {
    return !ends(one).isBefore(other.from()) && !ends(other).isBefore(one.from());
  }

  private static boolean lasts(Mandate mandate, LocalDate day) {
    return !ends(mandate).isBefore(day);
  }

  private static LocalDate ends(Mandate mandate) {
    LocalDate until = mandate.until();
    return until == null ? LocalDate.MAX : until;
  }
}
