package vn.sogoc.platform.jobs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;

/**
 * Lets people watch jobs. Every watcher asks the table itself, so it does not matter which node
 * runs the job; how many may watch at this node is bounded, and each for how long: a browser comes
 * back by itself, and its rights are looked at again then.
 */
@ApplicationScoped
class JobWatch {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST = 200;

  /** So that nobody takes all the places. */
  private static final int MOST_OF_ONE = 12;

  private final Jobs jobs;
  private final AtomicInteger watching = new AtomicInteger();
  private final Map<UUID, Integer> byAccount = new ConcurrentHashMap<>();

  JobWatch(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * The job at once and then twice a second, to its end.
   *
   * @throws Refusal {@code job-watched} where too many watch, {@code job-not-found}
   */
  Multi<JobView> watch(Actor actor, PublicId id) {
    jobs.get(actor, id);
    UUID account = actor.accountId();
    boolean isOneTooMany = byAccount.merge(account, 1, Integer::sum) > MOST_OF_ONE;
    if (watching.incrementAndGet() > MOST || isOneTooMany) {
      left(account);
      throw new Refusal(
          JobProblem.WATCHED,
          isOneTooMany
              ? "you watch " + MOST_OF_ONE + " times already; ask for the job itself"
              : "more than " + MOST + " watch; ask for the job itself");
    }
    AtomicBoolean ended = new AtomicBoolean();
    return Multi.createFrom()
        .ticks()
        .every(EVERY)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(
            tick ->
                Uni.createFrom()
                    .item(() -> jobs.get(actor, id))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .select()
        .first(job -> !ended.getAndSet(job.state().isFinished()))
        .select()
        .first(LONGEST)
        .onTermination()
        .invoke(() -> left(account));
  }

  private void left(UUID account) {
    watching.decrementAndGet();
    byAccount.computeIfPresent(account, (id, places) -> places == 1 ? null : places - 1);
  }
}
