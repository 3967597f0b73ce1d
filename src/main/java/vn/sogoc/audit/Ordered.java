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
import org.jspecify.annotations.Nullable;

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

  /** Takes a row that the work or the sink did not get through; the others go on. */
  @FunctionalInterface
  interface Broken<T> {
    void tell(T row, RuntimeException why);
  }

  /** What came of a row: an outcome, or why there is none. */
  private record Done<T, R>(T row, @Nullable R outcome, @Nullable RuntimeException why) {}

  private static final int CHUNK = 64;
  private static final int MOST_WAITING = 12;

  private final ExecutorService pool;
  private final Function<T, R> work;
  private final Sink<R> sink;
  private final Broken<T> broken;
  private final Deque<Future<List<Done<T, R>>>> waiting = new ArrayDeque<>();
  private List<T> chunk = new ArrayList<>(CHUNK);

  Ordered(ExecutorService pool, Function<T, R> work, Sink<R> sink, Broken<T> broken) {
    this.pool = pool;
    this.work = work;
    this.sink = sink;
    this.broken = broken;
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
      waiting.add(pool.submit(() -> rows.stream().map(this::attempt).toList()));
    }
    if (waiting.size() > MOST_WAITING) {
      takeOne();
    }
  }

  private Done<T, R> attempt(T row) {
    try {
      return new Done<>(row, work.apply(row), null);
    } catch (RuntimeException e) {
      return new Done<>(row, null, e);
    }
  }

  private void take(Done<T, R> done) throws SQLException {
    RuntimeException why = done.why();
    R outcome = done.outcome();
    if (why == null && outcome != null) {
      try {
        sink.take(outcome);
      } catch (RuntimeException e) {
        why = e;
      }
    }
    if (why != null) {
      broken.tell(done.row(), why);
    }
  }

  private void takeOne() throws SQLException {
    try {
      for (Done<T, R> done : waiting.remove().get()) {
        take(done);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a row could not be checked", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the audit was interrupted", e);
    }
  }
}
