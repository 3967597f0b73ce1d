package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogStandingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void nothing_is_begun_after_a_minute_without_a_quorum() {
    assertThat(new LogStanding.Running().takesNew(NOW, MINUTE)).isTrue();
    assertThat(waiting(59).takesNew(NOW, MINUTE)).isTrue();
    assertThat(waiting(60).takesNew(NOW, MINUTE)).isFalse();
  }

  @Test
  void nothing_is_begun_over_a_store_that_is_not_what_was_signed() {
    assertThat(new LogStanding.Starting("nobody was asked").takesNew(NOW, MINUTE)).isFalse();
    assertThat(new LogStanding.RolledBack(3, 4).takesNew(NOW, MINUTE)).isFalse();
    assertThat(new LogStanding.Halted("another root").takesNew(NOW, MINUTE)).isFalse();
  }

  private static LogStanding waiting(int seconds) {
    return new LogStanding.Waiting(NOW.minusSeconds(seconds), "no quorum");
  }
}
