package vn.sogoc.platform;

import java.time.Clock;

/** The clock of this machine, for what runs without the service around it. */
public final class SystemClock {
  private SystemClock() {}

  /** In UTC. */
  public static Clock utc() {
    return Clock.systemUTC();
  }
}
