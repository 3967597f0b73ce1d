package vn.sogoc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.store.CopyRows;

/**
 * A cohort from the word "sign" to the last credential logged under a cosigned head and published,
 * through the API of a demo of our own: class lists of 100,000 and less, as many at a time as the
 * service has workers. Preparing and approving come before and are told, not counted.
 */
final class BulkBench {
  private static final int LARGEST = 100_000;
  private static final int FEWEST = 4;
  private static final int WARM = 2_000;

  /** The clients' invented personal numbers have six free digits. */
  private static final int MOST_PEOPLE = 1_000_000;

  private static final int COPIED = 200_000;
  private static final int AT_ONCE = 4_000;
  private static final int ROW_BYTES = 1_000;

  private final CoreBench core;
  private final Consumer<String> tell;

  BulkBench(CoreBench core, Consumer<String> tell) {
    this.core = core;
    this.tell = tell;
  }

  /**
   * Credentials per second; the bound is what both raw works would give one after the other.
   *
   * @param kept where the register stays afterwards, or null
   */
  Figure issue(int asked, @Nullable Path kept) throws IOException, InterruptedException {
    int rows = Math.min(asked, MOST_PEOPLE - WARM);
    try (OwnDemo demo = kept == null ? OwnDemo.start() : OwnDemo.keptIn(kept.toAbsolutePath())) {
      IssuingClient school = IssuingClient.of(demo.file());
      school.issue(0, WARM);
      int size = Math.min(LARGEST, Math.max(1, rows / FEWEST));
      List<String> batches = new ArrayList<>();
      long start = System.nanoTime();
      for (int from = WARM; from < rows + WARM; from += size) {
        batches.add(school.approved(from, Math.min(size, rows + WARM - from)));
        tell.accept("prepared %,d".formatted(Math.min(rows, from - WARM + size)));
      }
      tell.accept("prepared and approved in %.1f s".formatted(seconds(start)));
      List<Double> ends = issue(school, batches);
      double all = ends.getLast();
      double half = ends.get(ends.size() / 2 - 1);
      tell.accept(
          "issued %,d in %.1f s; first half %.0f per second, second half %.0f; service %,d MB resident at most"
              .formatted(
                  rows,
                  all,
                  rows / 2.0 / half,
                  rows / 2.0 / (all - half),
                  ProcessMemory.peakKilobytes(demo.pid()) / 1024));
      double signs = core.bareSignatures();
      double copies = copies(demo);
      tell.accept(
          "raw: %,.0f ES256 signatures and %,.0f rows of %,d bytes copied per second, one thread each"
              .formatted(signs, copies, ROW_BYTES));
      return new Figure("bulk-issue", rows / all, "1/s", 1 / (1 / signs + 1 / copies));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** When each batch was done, in seconds after the first word, in the order of the ends. */
  private static List<Double> issue(IssuingClient school, List<String> batches)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (ExecutorService signers = Executors.newFixedThreadPool(batches.size())) {
      List<Callable<Double>> works = new ArrayList<>();
      for (String batch : batches) {
        works.add(
            () -> {
              school.await(school.sign(batch));
              return seconds(start);
            });
      }
      List<Double> ends = new ArrayList<>();
      for (Future<Double> end : signers.invokeAll(works)) {
        ends.add(end.get());
      }
      ends.sort(null);
      return ends;
    } catch (ExecutionException e) {
      throw new IOException("a batch was not issued", e.getCause());
    }
  }

  /** Rows per second into a table with a key and nothing else, by COPY. */
  private static double copies(OwnDemo demo) throws IOException, SQLException {
    try (Connection store = DemoStore.open(demo)) {
      try (Statement create = store.createStatement()) {
        create.execute("create table raw_rows (id uuid primary key, content bytea)");
      }
      byte[] content = new byte[ROW_BYTES];
      long start = System.nanoTime();
      for (int from = 0; from < COPIED; from += AT_ONCE) {
        CopyRows rows = new CopyRows("raw_rows", "id", "content");
        for (int i = from; i < from + AT_ONCE; i++) {
          rows.row().add(new UUID(i * 0x9e3779b97f4a7c15L, i)).add(content);
        }
        rows.into(store);
      }
      store.commit();
      return COPIED / seconds(start);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
