package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustRegister;

/** Keys of an institution that end soon and have no successor: said 60, 30 and 7 days before. */
@ApplicationScoped
class KeyWarnings {
  private static final int FIRST = 60;
  private static final int SECOND = 30;
  private static final int LAST = 7;

  private final TrustRegister trust;
  private final Clock clock;

  KeyWarnings(TrustRegister trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** The most pressing first. */
  List<StepLine> of(Ui ui, int institution) {
    Instant now = clock.instant();
    List<StepLine> lines = new ArrayList<>();
    List<InstitutionKey> active =
        trust.statement(institution).keys().stream()
            .filter(key -> key.state() == KeyState.ACTIVE)
            .sorted(Comparator.comparing(InstitutionKey::until))
            .toList();
    for (InstitutionKey key : active) {
      long days = Duration.between(now, key.until()).toDays();
      boolean isOver = !now.isBefore(key.until());
      if (days <= FIRST && !hasSuccessor(active, key)) {
        lines.add(
            new StepLine(
                ui.find("web.key.purpose." + key.purpose()).orElse(key.purpose()),
                isOver
                    ? ui.t("web.key.over", key.id().toString(), ui.shown().day(key.until()))
                    : ui.t(
                        "web.key.ends",
                        key.id().toString(),
                        ui.shown().day(key.until()),
                        ui.shown().count(days)),
                tone(days),
                null,
                ""));
      }
    }
    return lines;
  }

  /** Of the same purpose, and good for longer. Each person has a key of their own. */
  private static boolean hasSuccessor(List<InstitutionKey> active, InstitutionKey key) {
    return !key.purpose().equals("personal")
        && active.stream()
            .anyMatch(
                other ->
                    other.purpose().equals(key.purpose()) && other.until().isAfter(key.until()));
  }

  static String tone(long days) {
    return days <= LAST ? "bad" : days <= SECOND ? "warn" : "calm";
  }
}
