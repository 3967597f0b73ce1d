package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One check and what came of it.
 *
 * @param code which
 * @param result what came of it
 * @param reason stable word for anything but a plain pass, such as {@code key.suspended}
 * @param since since when, where the reason has a time
 */
public record Check(
    CheckCode code, Result result, Optional<String> reason, Optional<Instant> since) {
  /** What came of a check. Only {@code PASSED} is a pass. */
  public enum Result {
    PASSED,
    FAILED,
    WARNING,
    NOT_PERFORMED,
    UNAVAILABLE,
    NOT_APPLICABLE;

    /** The stable word in answers. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check passed(CheckCode code) {
    return new Check(code, Result.PASSED, Optional.empty(), Optional.empty());
  }

  static Check of(CheckCode code, Result result, String reason) {
    return new Check(code, result, Optional.of(reason), Optional.empty());
  }

  /** The same without its time. */
  Check undated() {
    return new Check(code, result, reason, Optional.empty());
  }

  static Check since(CheckCode code, Result result, String reason, Instant since) {
    return new Check(code, result, Optional.of(reason), Optional.of(since));
  }
}
