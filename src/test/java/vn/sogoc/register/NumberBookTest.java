package vn.sogoc.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.NumberBook.NumberRange;
import vn.sogoc.register.NumberBook.State;

class NumberBookTest {
  private static final VoidMinutes MINUTES =
      new VoidMinutes(
          "Quyết định bị hủy",
          Digest.sha256(),
          UUID.randomUUID(),
          "Một",
          Instant.EPOCH,
          UUID.randomUUID(),
          "Hai",
          Instant.EPOCH);

  @Test
  void used_reserved_and_void_numbers_without_a_gap_are_a_book() {
    assertThat(
            book(
                    8,
                    range(4, 2, State.VOIDED, 0),
                    range(1, 3, State.USED, 3),
                    range(6, 2, State.RESERVED, 0))
                .faults())
        .isEmpty();
    assertThat(book(1).faults()).isEmpty();
  }

  @Test
  void a_gap_an_overlap_and_a_missing_end_are_named() {
    assertThat(book(5, range(1, 2, State.USED, 2), range(4, 1, State.USED, 1)).faults())
        .containsExactly("number 3 was expected, a range begins at 4");
    assertThat(book(4, range(1, 2, State.USED, 2), range(2, 2, State.USED, 2)).faults())
        .containsExactly("number 3 was expected, a range begins at 2");
    assertThat(book(9, range(1, 2, State.USED, 2)).faults())
        .containsExactly("number 3 was expected, the next one will be 9");
  }

  @Test
  void numbers_whose_entries_do_not_fit_their_state_are_named() {
    for (NumberRange wrong :
        List.of(
            range(1, 2, State.USED, 1),
            range(1, 2, State.RESERVED, 1),
            range(1, 2, State.VOIDED, 1),
            new NumberRange(1, 2, 1, State.VOIDED, UUID.randomUUID(), 0, Optional.empty()))) {
      assertThat(book(3, wrong).faults())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("numbers 1 to 2");
    }
  }

  private static NumberBook book(int next, NumberRange... ranges) {
    return new NumberBook(101, "BCN", 2026, next, List.of(ranges));
  }

  private static NumberRange range(int first, int count, State state, long entries) {
    return new NumberRange(
        first,
        count,
        first,
        state,
        UUID.randomUUID(),
        entries,
        state == State.VOIDED ? Optional.of(MINUTES) : Optional.empty());
  }
}
