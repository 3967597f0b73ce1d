package vn.sogoc.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkBudgetTest {
  private final Buckets buckets = new Buckets(16_000);

  @Test
  void the_households_of_one_network_share_ten_times_the_budget() {
    int allowed = 0;
    for (int household = 0; household < 300; household++) {
      var state = RateLimits.network(buckets, "x:20010db8abcd%04x/64".formatted(household), 3, 0);
      allowed += state.orElseThrow().allowed() ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(30);
    assertThat(RateLimits.network(buckets, "x:20010db8abce0000/64", 3, 0).orElseThrow().allowed())
        .as("the next network")
        .isTrue();
    assertThat(RateLimits.network(buckets, "y:20010db8abcd0000/64", 3, 0).orElseThrow().allowed())
        .as("another budget")
        .isTrue();
    assertThat(RateLimits.network(buckets, "x:192.0.2.7", 3, 0)).as("IPv4").isEmpty();
  }
}
