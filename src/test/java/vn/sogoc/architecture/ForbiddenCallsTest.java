package vn.sogoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls and constructs that hide time, chance or state from tests. */
class ForbiddenCallsTest {
  /**
   * A member nobody outside of some features touches.
   *
   * @param owner full name of the class
   * @param member name of the method or field, {@code <init>} for a constructor
   * @param insiders features that may
   */
  private record Forbidden(String owner, String member, List<String> insiders, String because) {}

  private static final List<String> PLATFORM = List.of("platform");
  private static final String TIME = "time is given: the bean java.time.Clock, or an argument";
  private static final String CHANCE = "randomness is given: the bean SecureRandom";

  private static final List<Forbidden> FORBIDDEN =
      List.of(
          new Forbidden("java.time.Instant", "now", PLATFORM, TIME),
          new Forbidden("java.lang.System", "currentTimeMillis", PLATFORM, TIME),
          new Forbidden("java.util.Date", "<init>", PLATFORM, TIME),
          new Forbidden("java.time.Clock", "systemUTC", PLATFORM, TIME),
          new Forbidden("java.time.Clock", "systemDefaultZone", List.of(), TIME),
          new Forbidden("java.time.ZoneId", "systemDefault", List.of(), "zones are named"),
          new Forbidden("java.util.UUID", "randomUUID", PLATFORM, CHANCE),
          new Forbidden("java.security.SecureRandom", "<init>", PLATFORM, CHANCE),
          new Forbidden("java.util.Random", "<init>", PLATFORM, CHANCE),
          new Forbidden("java.lang.Math", "random", List.of(), CHANCE),
          new Forbidden("java.util.concurrent.ThreadLocalRandom", "current", PLATFORM, CHANCE),
          new Forbidden(
              "java.lang.System",
              "out",
              List.of("", "bench", "demo", "crypto"), // crypto reads what a PKCS#11 provider prints
              "the service writes a log"),
          new Forbidden(
              "java.lang.System", "err", List.of("", "bench", "demo"), "the service writes a log"),
          new Forbidden(
              "java.lang.Throwable", "printStackTrace", List.of(), "the service writes a log"),
          new Forbidden("java.lang.Runtime", "exec", List.of(), "no shell words from strings"),
          new Forbidden(
              "java.io.ObjectInputStream", "<init>", List.of(), "no Java serialization is read"));

  @Test
  void nobody_makes_time_or_chance_or_output_of_his_own() {
    for (Forbidden rule : FORBIDDEN) {
      assertThat(accesses().filter(a -> breaks(rule, a)).map(JavaAccess::getDescription))
          .as(rule.because())
          .isEmpty();
    }
  }

  /** {@code LocalDate.now(clock)} is told the time; {@code LocalDate.now()} helps itself. */
  @Test
  void nobody_asks_for_today_without_a_clock() {
    List<String> dates =
        List.of("LocalDate", "LocalDateTime", "ZonedDateTime", "OffsetDateTime", "Year");
    assertThat(
            accesses()
                .filter(a -> dates.stream().anyMatch(d -> isOwner(a, "java.time." + d)))
                .filter(a -> a.getTarget().getName().equals("now"))
                .filter(a -> !isGivenClock(a))
                .map(JavaAccess::getDescription))
        .isEmpty();
  }

  @Test
  void nothing_static_changes() {
    assertThat(
            House.classes().stream()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
                .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(f -> !f.getName().startsWith("$"))
                .map(JavaField::getFullName))
        .isEmpty();
  }

  @Test
  void nothing_is_injected_into_fields() {
    assertThat(
            House.classes().stream()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> f.isAnnotatedWith("jakarta.inject.Inject"))
                .map(JavaField::getFullName))
        .isEmpty();
  }

  private static boolean breaks(Forbidden rule, JavaAccess<?> access) {
    return isOwner(access, rule.owner())
        && access.getTarget().getName().equals(rule.member())
        && !rule.insiders().contains(House.feature(access.getOriginOwner()));
  }

  private static boolean isOwner(JavaAccess<?> access, String owner) {
    return access.getTargetOwner().getName().equals(owner);
  }

  private static boolean isGivenClock(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.MethodCallTarget call
        && call.getRawParameterTypes().stream()
            .anyMatch(p -> p.getName().equals("java.time.Clock"));
  }

  private static Stream<JavaAccess<?>> accesses() {
    return House.classes().stream().flatMap(c -> c.getAccessesFromSelf().stream());
  }
}
