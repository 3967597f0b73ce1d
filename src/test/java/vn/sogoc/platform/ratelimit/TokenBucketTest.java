package vn.sogoc.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void a_quota_is_given_at_once_and_then_no_more() {
    TokenBucket bucket = new TokenBucket(3, 0);
    assertThat(bucket.take(0)).isEqualTo(2);
    assertThat(bucket.take(0)).isEqualTo(1);
    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(0)).isEqualTo(-20); // three a minute: one in twenty seconds
  }

  @Test
  void it_refills_evenly_and_never_over_its_quota() {
    TokenBucket bucket = new TokenBucket(60, 0);
    for (int i = 0; i < 60; i++) {
      bucket.take(0);
    }
    assertThat(bucket.take(0)).isNegative();
    assertThat(bucket.take(2 * SECOND)).isEqualTo(1);
    assertThat(bucket.isFull(3600 * SECOND)).isTrue();
    assertThat(bucket.take(3600 * SECOND)).isEqualTo(59);
  }

  @Test
  void a_clock_that_stands_still_gives_nothing() {
    TokenBucket bucket = new TokenBucket(1, 10 * SECOND);
    assertThat(bucket.take(10 * SECOND)).isZero();
    assertThat(bucket.take(9 * SECOND)).isNegative();
  }
}
