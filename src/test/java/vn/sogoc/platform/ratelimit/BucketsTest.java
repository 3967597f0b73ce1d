package vn.sogoc.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {
  private final Buckets buckets = new Buckets(160);

  @Test
  void a_full_bucket_gives_its_quota_and_then_refuses() {
    for (int left = 9; left >= 0; left--) {
      Buckets.State state = buckets.take("a", 10, 0);
      assertThat(state.allowed()).isTrue();
      assertThat(state.remaining()).isEqualTo(left);
    }
    assertThat(buckets.take("a", 10, 0)).isEqualTo(new Buckets.State(false, 0, 6));
    assertThat(buckets.take("b", 10, 0).allowed()).isTrue();
  }

  @Test
  void it_refills_evenly_and_never_beyond_the_quota() {
    for (int i = 0; i < 10; i++) {
      buckets.take("a", 10, 0);
    }
    assertThat(buckets.take("a", 10, 5_999).allowed()).isFalse();
    assertThat(buckets.take("a", 10, 6_000).allowed()).isTrue();
    assertThat(buckets.take("a", 10, 6_000).allowed()).isFalse();
    assertThat(buckets.take("a", 10, 10_000_000).remaining()).isEqualTo(9);
  }

  @Test
  void a_clock_that_goes_back_gives_nothing_away() {
    buckets.take("a", 1, 100_000);
    assertThat(buckets.take("a", 1, 0).allowed()).isFalse();
    assertThat(buckets.take("a", 1, 100_001).allowed()).isFalse();
  }

  @Test
  void a_flood_of_callers_takes_a_bounded_amount_of_memory() {
    for (int i = 0; i < 100_000; i++) {
      buckets.take("caller " + i, 10, i);
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(160);
  }
}
