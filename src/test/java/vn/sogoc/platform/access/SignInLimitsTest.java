package vn.sogoc.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
  /** The common pool has a single thread where there are two processors. */
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Failures failures = new Failures(5, Duration.ofMinutes(15));

  @Test
  void attempts_made_at_once_count_before_any_of_them_has_ended() {
    for (int i = 0; i < 5; i++) {
      assertThat(failures.tryAdd("a", NOW)).isTrue();
    }
    assertThat(failures.tryAdd("a", NOW)).isFalse();
    assertThat(failures.tryAdd("b", NOW)).isTrue();
  }

  @Test
  void refused_attempts_do_not_make_the_wait_longer() {
    for (int i = 0; i < 5; i++) {
      failures.tryAdd("a", NOW);
    }
    assertThat(failures.tryAdd("a", NOW.plusSeconds(899))).isFalse();
    assertThat(failures.tryAdd("a", NOW.plusSeconds(900))).isTrue();
  }

  @Test
  void what_is_taken_back_did_not_count() {
    for (int i = 0; i < 20; i++) {
      assertThat(failures.tryAdd("a", NOW)).isTrue();
      failures.takeBack("a");
    }
    failures.takeBack("nobody");
    assertThat(failures.tryAdd("a", NOW)).isTrue();
  }

  @Test
  void whoever_comes_after_the_queue_is_told_at_once() throws Exception {
    SignInTurns turns = new SignInTurns(1, 1);
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    var working =
        CompletableFuture.supplyAsync(
            () ->
                turns.take(
                    () -> {
                      began.countDown();
                      await(end);
                      return 1;
                    }),
            OWN_THREAD);
    began.await();
    CountDownLatch asked = new CountDownLatch(1);
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              asked.countDown();
              return turns.take(() -> 2);
            },
            OWN_THREAD);
    asked.await();
    while (turns.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertThat(turns.take(() -> 3)).isEmpty();
    end.countDown();
    assertThat(working.get()).contains(1);
    assertThat(waiting.get()).contains(2);
    assertThat(turns.take(() -> 4)).contains(4);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
