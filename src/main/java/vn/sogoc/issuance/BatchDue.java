package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Regime;

/**
 * Until when the credentials of a decision must be issued in a form, as their regime has it, and
 * how that stands. Days are those of Viet Nam.
 *
 * @param form digital or paper; any where the law knows one time for both
 * @param dueOn the last day that is in time
 * @param daysLeft from today, or from the day of issue, to it; negative where it is past
 * @param issuedOn the day on which they were issued; null until they are
 * @param citation the clause
 */
public record BatchDue(
    Regime.Form form,
    LocalDate dueOn,
    long daysLeft,
    State state,
    @Nullable LocalDate issuedOn,
    String citation) {
  private static final String RECOGNITION = "recognition_decision";

  /** A quarter of the time is left, and at least a day. */
  private static final int SOON_PART = 4;

  /** How it stands. */
  public enum State {
    /** There is time, or it was issued in time. */
    OK,
    /** There is little time left. */
    SOON,
    /** The day is past, or it was when they were issued. */
    LATE;

    /** The word in the API. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether they were issued. */
  public boolean isIssued() {
    return issuedOn != null;
  }

  /**
   * The times that a decision of a day starts.
   *
   * @param today in Viet Nam
   * @param issuedOn null where they are not issued yet
   */
  static List<BatchDue> of(
      Regime regime,
      String kind,
      LocalDate decisionDate,
      LocalDate today,
      @Nullable LocalDate issuedOn) {
    Optional<Regime.Deadline> digital = deadline(regime, kind, Regime.Form.DIGITAL);
    Optional<Regime.Deadline> paper = deadline(regime, kind, Regime.Form.PAPER);
    List<BatchDue> due = new ArrayList<>();
    digital.ifPresent(one -> due.add(of(one, decisionDate, today, issuedOn)));
    paper
        .filter(one -> !digital.equals(Optional.of(one)))
        .ifPresent(one -> due.add(of(one, decisionDate, today, issuedOn)));
    return List.copyOf(due);
  }

  private static Optional<Regime.Deadline> deadline(Regime regime, String kind, Regime.Form form) {
    return regime.deadlines("issue", kind, form).stream()
        .filter(one -> one.after().equals(RECOGNITION))
        .findFirst();
  }

  private static BatchDue of(
      Regime.Deadline deadline,
      LocalDate decisionDate,
      LocalDate today,
      @Nullable LocalDate issuedOn) {
    LocalDate dueOn = deadline.dueOn(decisionDate);
    long left = ChronoUnit.DAYS.between(issuedOn == null ? today : issuedOn, dueOn);
    long soon = Math.max(1, (deadline.amount() + SOON_PART - 1) / SOON_PART);
    State state = left < 0 ? State.LATE : issuedOn == null && left <= soon ? State.SOON : State.OK;
    return new BatchDue(deadline.form(), dueOn, left, state, issuedOn, deadline.citation());
  }
}
