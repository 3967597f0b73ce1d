package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

@Timeout(30)
class TableTurnsTest {
  private final TableTurns turns = new TableTurns(Duration.ofMillis(50));

  @Test
  void two_tables_are_open_at_once_and_one_of_an_institution() {
    TableTurns.Turn first = turns.toLook(1);
    assertThat(refused(1)).isEqualTo(HttpProblem.UNAVAILABLE);
    TableTurns.Turn second = turns.toLook(2);
    assertThat(refused(3)).isEqualTo(HttpProblem.UNAVAILABLE);
    first.end();
    turns.toLook(3).end();
    second.end();
    turns.toLook(1).end();
  }

  @Test
  void downloads_wait_for_downloads_alone() {
    TableTurns.Turn slow = turns.toDownload(1);
    TableTurns.Turn slower = turns.toDownload(2);
    turns.toLook(1).end();
    slow.end();
    slower.end();
  }

  @Test
  void whoever_was_refused_keeps_nothing() {
    TableTurns.Turn first = turns.toLook(1);
    for (int i = 0; i < 30; i++) {
      assertThat(refused(1)).isEqualTo(HttpProblem.UNAVAILABLE);
    }
    first.end();
    turns.toLook(1).end();
  }

  private Object refused(int institution) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> turns.toLook(institution));
    return refusal == null ? "taken" : refusal.type();
  }
}
