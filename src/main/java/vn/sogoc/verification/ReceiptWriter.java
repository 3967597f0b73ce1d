package vn.sogoc.verification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * Commits receipts in groups. One thread owns the queue: it takes whatever waits, writes it in one
 * transaction and then lets the askers go, so that an idle service commits at once and a busy one
 * shares its commits. An answer is given only after its receipt is committed; a crash before that
 * loses a receipt nobody was given.
 */
@ApplicationScoped
class ReceiptWriter {
  private static final Logger LOG = Logger.getLogger(ReceiptWriter.class);
  private static final int MOST_AT_ONCE = 400;

  private record Waiting(ReceiptEntity receipt, CompletableFuture<Boolean> written) {}

  private final ReceiptBatch batch;
  private final Duration timeout;
  private final BlockingQueue<Waiting> queue;
  private volatile boolean running;
  private @Nullable Thread writer;

  ReceiptWriter(ReceiptBatch batch, VerificationConfig config) {
    this.batch = batch;
    this.timeout = config.receiptTimeout();
    this.queue = new ArrayBlockingQueue<>(config.receiptQueue());
  }

  void start(@Observes StartupEvent event) {
    running = true;
    Thread thread = new Thread(this::run, "receipts");
    thread.setDaemon(true);
    thread.start();
    writer = thread;
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    Thread thread = writer;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Writes a receipt and waits for its commit.
   *
   * @throws Refusal {@code too-busy} where it was not committed in time; the asker gets no answer
   */
  void write(ReceiptEntity receipt) {
    Waiting waiting = new Waiting(receipt, new CompletableFuture<>());
    if (!queue.offer(waiting)) {
      throw new Refusal(VerificationProblem.TOO_BUSY, "Too many questions at once; ask again.");
    }
    try {
      if (!waiting.written().get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(VerificationProblem.TOO_BUSY, "The receipt was not written; ask again.");
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new Refusal(VerificationProblem.TOO_BUSY, "The receipt was not written; ask again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(VerificationProblem.TOO_BUSY, "The service is stopping; ask again.");
    }
  }

  private void run() {
    while (running) {
      List<Waiting> group = new ArrayList<>();
      try {
        group.add(queue.take());
        queue.drainTo(group, MOST_AT_ONCE - 1);
      } catch (InterruptedException e) {
        return;
      }
      boolean committed = commit(group);
      group.forEach(w -> w.written().complete(committed));
    }
  }

  private boolean commit(List<Waiting> group) {
    try {
      batch.write(group.stream().map(Waiting::receipt).toList());
      return true;
    } catch (RuntimeException e) {
      // The askers get "too busy"; the thread must outlive any failure of the store.
      LOG.errorf(e, "%d receipts were not written", group.size());
      return false;
    }
  }
}
