package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Work on rows by several threads with the outcomes in the order of the rows: one thread reads and
 * takes the outcomes, the pool computes between. Only so many rows are on their way.
 */
final class Ordered<T, R> {
  /** Takes outcomes, in order, on the thread that reads. */
  @FunctionalInterface
  interface Sink<R> {
    void take(R outcome) throws SQLException;
  }

  private static final int CHUNK = 128;
  private static final int MOST_WAITING = 32;

  private final ExecutorService pool;
  private final Function<T, R> work;
  private final Sink<R> sink;
  private final Deque<Future<List<R>>> waiting = new ArrayDeque<>();
  private List<T> chunk = new ArrayList<>(CHUNK);

  Ordered(ExecutorService pool, Function<T, R> work, Sink<R> sink) {
    this.pool = pool;
    this.work = work;
    this.sink = sink;
  }

  void put(T row) throws SQLException {
    chunk.add(row);
    if (chunk.size() == CHUNK) {
      submit();
    }
  }

  /** Waits for what is on its way. */
  void finish() throws SQLException {
    submit();
    while (!waiting.isEmpty()) {
      takeOne();
    }
  }

  private void submit() throws SQLException {
    List<T> rows = chunk;
    chunk = new ArrayList<>(CHUNK);
    if (!rows.isEmpty()) {
      waiting.add(pool.submit(() -> rows.stream().map(work).toList()));
    }
    if (waiting.size() > MOST_WAITING) {
      takeOne();
    }
  }

  private void takeOne() throws SQLException {
    try {
      for (R outcome : waiting.remove().get()) {
        sink.take(outcome);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a row could not be checked", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the audit was interrupted", e);
    }
  }
}
