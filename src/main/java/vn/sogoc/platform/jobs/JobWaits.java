package vn.sogoc.platform.jobs;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/**
 * Requests that wait for the end of a job. None holds a thread: one that this node ends wakes them
 * at once, and one of another node is looked for every second. The table alone says how a job is.
 */
@ApplicationScoped
class JobWaits {
  private static final long EVERY_MILLIS = 1000;
  private static final int MOST = 512;
  private static final int MOST_OF_ONE = 64;

  private final Jobs jobs;
  private final Map<UUID, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> byAccount = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  JobWaits(Jobs jobs) {
    this.jobs = jobs;
  }

  /** One request that waits. */
  private static final class Waiter {
    private final CompletableFuture<Void> news = new CompletableFuture<>();
  }

  /**
   * The job at its end, or as it is when the time is over; empty where too many wait here already.
   */
  Optional<Uni<JobView>> await(Actor actor, PublicId id, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    UUID account = actor.accountId();
    boolean isOneTooMany = byAccount.merge(account, 1, Integer::sum) > MOST_OF_ONE;
    if (all.incrementAndGet() > MOST || isOneTooMany) {
      left(account);
      return Optional.empty();
    }
    return Optional.of(look(actor, id, until).onTermination().invoke(() -> left(account)));
  }

  /** Wakes whoever waits for a job that has ended. */
  void ended(UUID job) {
    Set<Waiter> those = waiting.remove(job);
    if (those != null) {
      those.forEach(one -> one.news.complete(null));
    }
  }

  private Uni<JobView> look(Actor actor, PublicId id, long until) {
    UUID job = JobEntity.uuidOf(id);
    Waiter waiter = new Waiter();
    enter(job, waiter); // before the job is looked at, so that no end is missed
    return Uni.createFrom()
        .item(() -> jobs.get(actor, id))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(
            view -> {
              long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
              return view.state().isFinished() || left <= 0
                  ? Uni.createFrom().item(Optional.of(view))
                  : Uni.createFrom()
                      .completionStage(
                          waiter.news.completeOnTimeout(
                              null, Math.min(left, EVERY_MILLIS), TimeUnit.MILLISECONDS))
                      .map(ignored -> Optional.<JobView>empty());
            })
        .onTermination()
        .invoke(() -> leave(job, waiter))
        .flatMap(
            end -> end.isPresent() ? Uni.createFrom().item(end.get()) : look(actor, id, until));
  }

  private void enter(UUID job, Waiter waiter) {
    waiting.compute(
        job,
        (id, those) -> {
          Set<Waiter> all = those == null ? ConcurrentHashMap.newKeySet() : those;
          all.add(waiter);
          return all;
        });
  }

  private void leave(UUID job, Waiter waiter) {
    waiting.computeIfPresent(
        job,
        (id, those) -> {
          those.remove(waiter);
          return those.isEmpty() ? null : those;
        });
  }

  private void left(UUID account) {
    all.decrementAndGet();
    byAccount.computeIfPresent(account, (id, places) -> places == 1 ? null : places - 1);
  }
}
