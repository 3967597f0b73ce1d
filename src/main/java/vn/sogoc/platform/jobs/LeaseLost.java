package vn.sogoc.platform.jobs;

import java.time.Duration;

/**
 * This run no longer owns its job: another node took over, this node stops, or the job waits for
 * something outside. Nothing was written.
 */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  LeaseLost(String why) {
    this(why, Duration.ZERO);
  }

  LeaseLost(String why, Duration pause) {
    super(why, null, false, false);
    this.pause = pause;
  }

  /** How long the job rests before it is claimed again. */
  Duration pause() {
    return pause;
  }
}
