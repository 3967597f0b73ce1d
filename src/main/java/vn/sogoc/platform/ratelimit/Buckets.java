package vn.sogoc.platform.ratelimit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets that refill evenly over their window. Bounded: beyond the largest number the bucket
 * that was used longest ago is forgotten, which at worst gives its owner a full one. Safe for many
 * threads.
 */
final class Buckets {
  private static final int STRIPES = 16;
  private static final long MINUTE = 60_000;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /**
   * What is left after a request.
   *
   * @param allowed whether the request may go on
   * @param remaining whole requests left
   * @param waitSeconds seconds until one more is there, at least 1
   */
  record State(boolean allowed, long remaining, long waitSeconds) {}

  private static final class Bucket {
    double tokens;
    long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private static final class Stripe extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1L;
    private final int largest;

    Stripe(int largest) {
      super(64, 0.75f, true);
      this.largest = largest;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > largest;
    }
  }

  Buckets(int largest) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(Math.max(1, largest / STRIPES));
    }
  }

  /** Takes one token out of the bucket of a key, whose quota is per minute. */
  State take(String key, int quota, long nowMillis) {
    return take(key, quota, MINUTE, 1, nowMillis);
  }

  /**
   * Takes tokens out of the bucket of a key; a full bucket lets all pass and empties only by what
   * is taken.
   *
   * @param quota tokens of a full bucket
   * @param window milliseconds in which an empty one fills
   * @param cost tokens to take, 0 to ask only
   */
  State take(String key, int quota, long window, int cost, long nowMillis) {
    Stripe stripe = stripes[Math.floorMod(key.hashCode(), STRIPES)];
    synchronized (stripe) {
      Bucket bucket = stripe.computeIfAbsent(key, ignored -> new Bucket(quota, nowMillis));
      double perMilli = (double) quota / window;
      long passed = Math.max(0, nowMillis - bucket.at);
      bucket.tokens = Math.min(quota, bucket.tokens + passed * perMilli);
      bucket.at = Math.max(bucket.at, nowMillis);
      boolean allowed = bucket.tokens >= 1;
      if (allowed) {
        bucket.tokens -= cost;
      }
      double missing = Math.max(0, 1 - bucket.tokens);
      long wait = Math.max(1, (long) Math.ceil(missing / perMilli / 1_000));
      return new State(allowed, (long) bucket.tokens, wait);
    }
  }

  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        size += stripe.size();
      }
    }
    return size;
  }
}
