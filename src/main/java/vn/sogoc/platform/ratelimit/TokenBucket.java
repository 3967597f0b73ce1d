package vn.sogoc.platform.ratelimit;

/**
 * A token bucket: holds at most {@code quota} tokens and refills evenly over a minute. Guarded by
 * its own monitor.
 */
final class TokenBucket {
  private static final double MINUTE_NANOS = 60e9;

  private final int quota;
  private double tokens;
  private long at;

  TokenBucket(int quota, long now) {
    this.quota = quota;
    this.tokens = quota;
    this.at = now;
  }

  /**
   * Takes a token.
   *
   * @param now nanoseconds of a clock that only goes forward
   * @return tokens left, or minus the seconds to wait where there is none
   */
  synchronized long take(long now) {
    refill(now);
    if (tokens >= 1) {
      tokens -= 1;
      return (long) tokens;
    }
    double seconds = (1 - tokens) * 60 / quota;
    return -Math.max(1, (long) Math.ceil(seconds));
  }

  /** Whether it holds all its tokens, so that forgetting it changes nothing. */
  synchronized boolean isFull(long now) {
    refill(now);
    return tokens >= quota;
  }

  private void refill(long now) {
    tokens = Math.min(quota, tokens + Math.max(0, now - at) * quota / MINUTE_NANOS);
    at = Math.max(at, now);
  }
}
