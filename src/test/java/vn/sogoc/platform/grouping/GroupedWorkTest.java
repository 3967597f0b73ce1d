package vn.sogoc.platform.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupedWorkTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
  private final Semaphore trips = new Semaphore(0);
  private GroupedWork<Integer, String> work =
      new GroupedWork<>("unused", 1, 1, LONG, items -> List.of());

  @AfterEach
  void stop() {
    work.stop();
  }

  @Test
  void each_gets_its_own_answer_and_those_who_wait_share_a_trip() throws Exception {
    start(10, 100, LONG, this::gated);
    CompletableFuture<String> first = ask(0);
    awaitGroups(1);
    List<CompletableFuture<String>> others = IntStream.range(1, 8).mapToObj(this::ask).toList();
    awaitWaiting(7);
    trips.release(2);
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("0!");
    for (int i = 1; i < 8; i++) {
      assertThat(others.get(i - 1).get(30, TimeUnit.SECONDS)).isEqualTo(i + "!");
    }
    assertThat(groups).hasSize(2);
    assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void a_group_is_never_larger_than_allowed() throws Exception {
    start(3, 100, LONG, this::gated);
    ask(0);
    awaitGroups(1);
    List<CompletableFuture<String>> others = IntStream.range(1, 8).mapToObj(this::ask).toList();
    awaitWaiting(7);
    trips.release(10);
    for (CompletableFuture<String> other : others) {
      assertThat(other.get(30, TimeUnit.SECONDS)).endsWith("!");
    }
    assertThat(groups).extracting(List::size).containsExactly(1, 3, 3, 1);
  }

  @Test
  void an_item_that_fails_harms_no_other_of_its_group() throws Exception {
    start(10, 100, LONG, this::gated);
    CompletableFuture<String> first = ask(0);
    awaitGroups(1);
    CompletableFuture<String> poison = ask(-1);
    CompletableFuture<String> good = ask(5);
    awaitWaiting(2);
    trips.release(10);
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("0!");
    assertThat(good.get(30, TimeUnit.SECONDS)).isEqualTo("5!");
    assertThat(poison).failsWithin(LONG).withThrowableThat().havingRootCause();
    assertThat(ask(6).get(30, TimeUnit.SECONDS)).isEqualTo("6!");
  }

  @Test
  void more_than_may_wait_are_refused_at_once() throws Exception {
    start(1, 2, LONG, this::gated);
    ask(0);
    awaitGroups(1);
    ask(1);
    ask(2);
    awaitWaiting(2);
    assertThatThrownBy(() -> work.ask(3))
        .isInstanceOf(NotInTime.class)
        .hasMessageContaining("too many");
    trips.release(10);
  }

  @Test
  void who_has_gone_away_is_not_worked_for() throws Exception {
    start(1, 10, Duration.ofMillis(50), this::gated);
    CompletableFuture<String> first = ask(0);
    awaitGroups(1);
    CompletableFuture<String> gone = ask(1);
    assertThat(first).failsWithin(LONG);
    assertThat(gone).failsWithin(LONG);
    trips.release(10);
    while (!groups.contains(List.of(2))) {
      ask(2).exceptionally(e -> "").get(30, TimeUnit.SECONDS);
    }
    assertThat(groups).doesNotContain(List.of(1));
  }

  @Test
  void work_that_answers_too_few_fails_its_callers() {
    start(1, 10, LONG, items -> List.of());
    assertThatThrownBy(() -> work.ask(1)).isInstanceOf(NotInTime.class);
  }

  private void start(
      int most, int waiting, Duration patience, Function<List<Integer>, List<String>> how) {
    work = new GroupedWork<>("test", most, waiting, patience, how);
    work.start();
  }

  /** Notes the group, waits for leave, and fails where a negative item is in it. */
  private List<String> gated(List<Integer> items) {
    groups.add(items);
    trips.acquireUninterruptibly();
    if (items.contains(-1)) {
      throw new IllegalStateException("poison");
    }
    return items.stream().map(i -> i + "!").toList();
  }

  private CompletableFuture<String> ask(int item) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(work.ask(item));
              } catch (NotInTime e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private void awaitGroups(int count) throws InterruptedException {
    while (groups.size() < count) {
      pause();
    }
  }

  private void awaitWaiting(int count) throws InterruptedException {
    while (work.waiting() < count) {
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(never.await(2, TimeUnit.MILLISECONDS)).isFalse();
  }
}
