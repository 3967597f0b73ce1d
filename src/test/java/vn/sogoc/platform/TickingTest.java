package vn.sogoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What must be done from time to time is done by itself, and again after it failed. */
class TickingTest {
  @Test
  void ticks_by_itself_and_goes_on_after_a_failure() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    Ticking ticking =
        new Ticking(
            "a-test",
            () -> {
              ticks.countDown();
              if (ticks.getCount() == 2) {
                throw new IllegalStateException("the first time");
              }
            });
    ticking.start(Duration.ofMillis(1));
    try {
      assertThat(ticks.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      ticking.stop();
    }
  }

  @Test
  void zero_is_never() {
    AtomicInteger ticks = new AtomicInteger();
    Ticking ticking = new Ticking("a-test", ticks::incrementAndGet);
    ticking.start(Duration.ZERO);
    ticking.stop();
    assertThat(ticks).hasValue(0);
  }
}
