package vn.sogoc.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which day it is. Days of the law are days in Viet Nam, wherever the machine stands. */
public final class LegalDay {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private LegalDay() {}

  /** The day in Viet Nam at an instant. */
  public static LocalDate of(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }

  /** The last millisecond of a day in Viet Nam. */
  public static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZONE).toInstant().minusMillis(1);
  }
}
