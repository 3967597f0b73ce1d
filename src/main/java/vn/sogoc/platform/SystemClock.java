package vn.sogoc.platform;

import java.time.Clock;

/** The clock of the machine, for programs that run without the service's beans. */
public final class SystemClock {
  private SystemClock() {}

  /** Ticks in UTC. */
  public static Clock utc() {
    return Clock.systemUTC();
  }
}
