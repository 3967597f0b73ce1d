package vn.sogoc.platform.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job stands. */
public enum JobState {
  QUEUED,
  RUNNING,
  /** Somebody let it rest; it goes on when it is resumed. */
  PAUSED,
  /** The effect is durable; what follows (lists, documents) is still being made. */
  RECORDED,
  DONE,
  FAILED;

  /** The word in the API and in the database. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  public boolean isFinished() {
    return switch (this) {
      case QUEUED, RUNNING, PAUSED, RECORDED -> false;
      case DONE, FAILED -> true;
    };
  }
}
