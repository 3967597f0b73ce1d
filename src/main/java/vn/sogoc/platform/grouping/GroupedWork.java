package vn.sogoc.platform.grouping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A queue and the one thread that works it off: it takes whatever waits, does it in one go and lets
 * the callers continue. An idle service answers at once; a busy one shares its trips to the store,
 * and waits two milliseconds for others to share them with. Where a group fails, each of its
 * members is tried alone, so that one row that cannot be read harms nobody else. A caller whose
 * time is up has gone away; its item is not worked on any more.
 *
 * <p>The thread owns no state besides the queue. A crash loses what nobody was answered.
 *
 * @param <Q> what a caller brings
 * @param <A> what it gets
 */
public final class GroupedWork<Q, A> {
  private static final Logger LOG = Logger.getLogger(GroupedWork.class);

  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private record Waiting<Q, A>(Q item, long until, CompletableFuture<A> answer) {
    boolean isTooLate() {
      return System.nanoTime() - until >= 0;
    }
  }

  private final String name;
  private final int most;
  private final Duration patience;
  private final Function<List<Q>, List<A>> work;
  private final BlockingQueue<Waiting<Q, A>> queue;
  private final Thread thread;

  /**
   * Starts nothing yet.
   *
   * @param name of the thread
   * @param most items of one group
   * @param waiting items that may wait; more are refused at once
   * @param patience longest time a caller waits
   * @param work answers in the order of its items, in a transaction of its own
   */
  public GroupedWork(
      String name, int most, int waiting, Duration patience, Function<List<Q>, List<A>> work) {
    this.name = name;
    this.most = most;
    this.patience = patience;
    this.work = work;
    this.queue = new ArrayBlockingQueue<>(waiting);
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  /** Begins to work. */
  public void start() {
    thread.start();
  }

  /** Ends; who still waits learns of it when its time is up. */
  public void stop() {
    thread.interrupt();
  }

  /**
   * Hands an item over and waits until it is done.
   *
   * @throws NotInTime where it was not; the work may still have happened
   */
  public A ask(Q item) throws NotInTime {
    Waiting<Q, A> waiting =
        new Waiting<>(item, System.nanoTime() + patience.toNanos(), new CompletableFuture<>());
    if (!queue.offer(waiting)) {
      throw new NotInTime(name + ": too many wait");
    }
    try {
      return waiting.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NotInTime(name + ": no answer within " + patience, e);
    } catch (ExecutionException e) {
      throw new NotInTime(name + ": failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotInTime(name + ": the service is stopping", e);
    }
  }

  /** Items that nobody works on yet. */
  int waiting() {
    return queue.size();
  }

  private void run() {
    int last = 1;
    while (!Thread.currentThread().isInterrupted()) {
      List<Waiting<Q, A>> group = new ArrayList<>();
      try {
        group.add(queue.take());
        if (last > 1) { // others ask too: a larger group costs the processor less for each
          TimeUnit.NANOSECONDS.sleep(GATHER_NANOS);
        }
      } catch (InterruptedException e) {
        return;
      }
      queue.drainTo(group, most - 1);
      last = group.size();
      group.removeIf(Waiting::isTooLate);
      if (!group.isEmpty() && !isDone(group)) {
        group.forEach(this::alone);
      }
    }
  }

  private void alone(Waiting<Q, A> one) {
    if (!one.isTooLate() && !isDone(List.of(one))) {
      one.answer().completeExceptionally(new IllegalStateException(name + " failed; see the log"));
    }
  }

  /** The thread must outlive any failure of the store; what failed is tried again or told. */
  private boolean isDone(List<Waiting<Q, A>> group) {
    List<A> answers;
    try {
      answers = work.apply(group.stream().map(Waiting::item).toList());
      if (answers.size() != group.size()) {
        throw new IllegalStateException(group.size() + " asked, " + answers.size() + " answered");
      }
    } catch (RuntimeException | Error e) {
      // an OutOfMemoryError too: without this thread nobody is answered until a restart
      LOG.errorf(e, "%s: %d items failed", name, group.size());
      return false;
    }
    for (int i = 0; i < group.size(); i++) {
      group.get(i).answer().complete(answers.get(i));
    }
    return true;
  }
}
