package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Regime;

/** The days that a recognition decision leaves, as the table of regimes has them. */
class BatchDueTest {
  private static final LocalDate DECIDED = LocalDate.of(2026, 6, 12);
  private static final Catalogue CATALOGUE = Catalogue.load();

  @Test
  void five_days_digital_and_thirty_on_paper_from_the_decision_under_the_circular_of_2026() {
    List<BatchDue> due = of("TT10_2026", "BCN", "2026-06-12", null);
    assertThat(due)
        .extracting(BatchDue::form)
        .containsExactly(Regime.Form.DIGITAL, Regime.Form.PAPER);
    assertThat(due)
        .extracting(one -> one.dueOn().toString())
        .containsExactly("2026-06-17", "2026-07-12");
    assertThat(due).extracting(BatchDue::daysLeft).containsExactly(5L, 30L);
    assertThat(due).allMatch(one -> one.citation().contains("10/2026"));
  }

  @Test
  void it_is_soon_before_it_is_late_and_the_last_day_is_in_time() {
    assertThat(states("2026-06-14")).containsExactly(BatchDue.State.OK, BatchDue.State.OK);
    assertThat(states("2026-06-15")).containsExactly(BatchDue.State.SOON, BatchDue.State.OK);
    assertThat(states("2026-06-17")).containsExactly(BatchDue.State.SOON, BatchDue.State.OK);
    assertThat(states("2026-06-18")).containsExactly(BatchDue.State.LATE, BatchDue.State.OK);
    assertThat(states("2026-07-03")).containsExactly(BatchDue.State.LATE, BatchDue.State.OK);
    assertThat(states("2026-07-04")).containsExactly(BatchDue.State.LATE, BatchDue.State.SOON);
    assertThat(states("2026-07-13")).containsExactly(BatchDue.State.LATE, BatchDue.State.LATE);
  }

  @Test
  void what_is_issued_was_in_time_or_not_whatever_day_it_is() {
    List<BatchDue> inTime = of("TT10_2026", "BCN", "2027-01-01", LocalDate.of(2026, 6, 17));
    assertThat(inTime).extracting(BatchDue::state).containsOnly(BatchDue.State.OK);
    assertThat(inTime.getFirst().daysLeft()).isZero();
    List<BatchDue> late = of("TT10_2026", "BCN", "2026-06-18", LocalDate.of(2026, 6, 18));
    assertThat(late)
        .extracting(BatchDue::state)
        .containsExactly(BatchDue.State.LATE, BatchDue.State.OK);
    assertThat(late.getFirst().daysLeft()).isEqualTo(-1);
  }

  @Test
  void one_time_for_both_forms_is_said_once_and_where_the_law_names_none_there_is_none() {
    List<BatchDue> old = of("TT21_2019", "BTN_THPT", "2026-06-12", null);
    assertThat(old).hasSize(1);
    assertThat(old.getFirst().form()).isEqualTo(Regime.Form.ANY);
    assertThat(old.getFirst().dueOn()).isEqualTo(DECIDED.plusDays(75));
    assertThat(of("TT21_2019", "CC_NN", "2026-06-12", null)).as("from the course's end").isEmpty();
    assertThat(of("PRE_2020", "BCN", "2026-06-12", null)).isEmpty();
  }

  @Test
  void working_days_leave_out_saturday_and_sunday() {
    Regime.Deadline three =
        new Regime.Deadline(
            "issue",
            Regime.Form.ANY,
            Set.of(),
            3,
            Regime.DayUnit.WORKING_DAYS,
            "recognition_decision",
            "x");
    assertThat(three.dueOn(LocalDate.of(2026, 6, 12))).as("a Friday").isEqualTo("2026-06-17");
    assertThat(three.dueOn(LocalDate.of(2026, 6, 13))).as("a Saturday").isEqualTo("2026-06-17");
    assertThat(three.dueOn(LocalDate.of(2026, 6, 15))).as("a Monday").isEqualTo("2026-06-18");
  }

  private static List<BatchDue.State> states(String today) {
    return of("TT10_2026", "BCN", today, null).stream().map(BatchDue::state).toList();
  }

  private static List<BatchDue> of(
      String regime, String kind, String today, @Nullable LocalDate issuedOn) {
    return BatchDue.of(
        CATALOGUE.regime(regime).orElseThrow(), kind, DECIDED, LocalDate.parse(today), issuedOn);
  }
}
