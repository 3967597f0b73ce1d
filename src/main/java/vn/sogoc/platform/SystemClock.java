package vn.sogoc.platform;

import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The clock of this machine, in whole milliseconds: what is stored, signed and logged of one moment
 * is then the same everywhere, and no store rounds it to another.
 */
public final class SystemClock {
  private SystemClock() {}

  /** In UTC; for what runs without the service around it. */
  public static Clock utc() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
