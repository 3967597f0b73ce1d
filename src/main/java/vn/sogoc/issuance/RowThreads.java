package vn.sogoc.issuance;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The threads of this node that sign and check rows, as many as it has processors: bounded platform
 * threads, since a hardware key store pins them. They touch no transaction. Work that nobody waits
 * for any more ends by itself.
 */
@ApplicationScoped
class RowThreads {
  private static final Logger LOG = Logger.getLogger(RowThreads.class);
  private static final int AT_ONCE = 50;

  private final ExecutorService threads;

  RowThreads() {
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            work -> {
              Thread thread = new Thread(work, "rows-" + number.getAndIncrement());
              thread.setDaemon(true);
              thread.setUncaughtExceptionHandler(
                  (ended, e) -> LOG.errorf(e, "thread %s ended", ended.getName()));
              return thread;
            });
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** Begins the work on each row; the answers come in the order of the rows. */
  <A, B> Begun<B> each(List<A> rows, Function<A, B> work) {
    List<Future<List<B>>> parts = new ArrayList<>(rows.size() / AT_ONCE + 1);
    for (int i = 0; i < rows.size(); i += AT_ONCE) {
      List<A> part = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
      parts.add(threads.submit(() -> part.stream().map(work).toList()));
    }
    return new Begun<>(parts);
  }

  /** Work that was begun. */
  record Begun<B>(List<Future<List<B>>> parts) {
    /** All answers in order; what the work on a row threw is thrown here, the first row's first. */
    List<B> join() {
      List<B> all = new ArrayList<>(parts.size() * AT_ONCE);
      try {
        for (Future<List<B>> part : parts) {
          all.addAll(part.get());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
      return all;
    }
  }
}
