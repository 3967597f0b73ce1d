package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.register.legacy.Coverage;

/**
 * What is said where nothing was found: how much of the institution's old books is covered at all.
 * Which institution is seen from the number alone, whatever the register holds.
 */
@ApplicationScoped
class Nothing {
  private static final Duration AGE = Duration.ofMinutes(1);

  private record Known(List<InstitutionFacts> all, Instant at) {}

  private final TrustRegister trust;
  private final Coverage coverage;
  private final Clock clock;
  private volatile Known known = new Known(List.of(), Instant.EPOCH);

  Nothing(TrustRegister trust, Coverage coverage, Clock clock) {
    this.trust = trust;
    this.coverage = coverage;
    this.clock = clock;
  }

  /**
   * The coverage of the one institution whose serial numbers begin so; empty where that is open.
   */
  Optional<Coverage.Said> coverage(Question question) {
    return question instanceof Question.ByNumber number
        ? issuer(number.serialNumber())
            .flatMap(facts -> coverage.ofIssuer(facts.id()).map(said -> said.of(facts.id())))
        : Optional.empty();
  }

  private Optional<InstitutionFacts> issuer(String serial) {
    String typed = serial.strip().toUpperCase(Locale.ROOT);
    return institutions().stream()
        .filter(facts -> typed.startsWith(facts.serialPrefix()))
        .max(java.util.Comparator.comparingInt(facts -> facts.serialPrefix().length()));
  }

  private List<InstitutionFacts> institutions() {
    Instant now = clock.instant();
    Known before = known;
    if (Duration.between(before.at(), now).abs().compareTo(AGE) > 0) {
      before = new Known(trust.institutions(), now);
      known = before;
    }
    return before.all();
  }
}
