package vn.sogoc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LegalDayTest {
  @Test
  void the_day_begins_at_seventeen_hours_of_utc() {
    assertThat(LegalDay.of(Instant.parse("2026-06-30T16:59:59Z")))
        .isEqualTo(LocalDate.of(2026, 6, 30));
    assertThat(LegalDay.of(Instant.parse("2026-06-30T17:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 7, 1));
  }
}
