package vn.sogoc.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One credential at a time: sixteen clients, each of which has a list of one person signed and asks
 * until it is issued. Preparing and approving come before and are told, not counted. Counted is
 * when the service is warm: windows until two in a row gained less than a twentieth.
 *
 * <p>The bound is that of the pipeline: what one issue needs of each raw work (signatures, commits,
 * requests, as they were counted in this run), each at the rate that this machine gives when it
 * does nothing else.
 */
final class SingleBench {
  private static final int CLIENTS = 16;
  private static final int WINDOW = 400;
  private static final int MOST_WINDOWS = 15;

  /** What gained less than this over the best window before it counts as steady. */
  private static final double STEADY = 1.05;

  private static final long RAW_NANOS = 2_000_000_000L;

  /** The head's, the record's and the list's. */
  private static final int SIGNATURES = 3;

  private final CoreBench core;
  private final Consumer<String> tell;

  SingleBench(CoreBench core, Consumer<String> tell) {
    this.core = core;
    this.tell = tell;
  }

  /** Credentials per second, from the word "sign" to logged and published. */
  Figure issue(int asked) throws IOException, InterruptedException {
    int count = Math.max(CLIENTS, asked);
    try (OwnDemo demo = OwnDemo.start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      IssuingClient school = IssuingClient.of(demo.file());
      int first = warm(clients, school);
      long start = System.nanoTime();
      List<String> batches = approved(clients, school, first, count);
      tell.accept("prepared and approved %,d in %.1f s".formatted(count, seconds(start)));
      long commits = commits(demo);
      Processor before = Processor.of(demo);
      school.asked().set(0);
      start = System.nanoTime();
      List<Double> latencies = issued(clients, school, batches);
      double rate = count / seconds(start);
      double perIssue = (commits(demo) - commits) / (double) count;
      double requests = school.asked().get() / (double) count;
      Processor used = Processor.of(demo).since(before);
      latencies.sort(null);
      tell.accept(
          "issued %,d; median %.0f ms, longest %.0f ms; each needed %.1f commits, %.1f requests and, of a processor, %.1f ms of the service and %.1f ms of PostgreSQL"
              .formatted(
                  count,
                  1e3 * latencies.get(count / 2),
                  1e3 * latencies.getLast(),
                  perIssue,
                  requests,
                  used.service() / count,
                  used.store() / count));
      double signs = 2 * core.bareSignatures(); // two cores
      double commitRate = commitRate(demo, clients);
      double requestRate = requestRate(clients, school, batches);
      tell.accept(
          "raw: %,.0f ES256 signatures, %,.0f commits of one row, %,.0f requests per second"
              .formatted(signs, commitRate, requestRate));
      double cost = SIGNATURES / signs + perIssue / commitRate + requests / requestRate;
      return new Figure("single-issue", rate, "1/s", 1 / cost);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /**
   * Lets a running demo issue, so that its compiler learns what is hot; nothing is measured.
   *
   * @param school a client of that demo
   */
  static void load(IssuingClient school, int count) throws IOException, InterruptedException {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      issued(clients, school, approved(clients, school, 0, count));
    }
  }

  /** Issues in windows until it grows no faster; the first number that is free afterwards. */
  private int warm(ExecutorService clients, IssuingClient school)
      throws IOException, InterruptedException {
    double best = 0;
    int windows = 0;
    for (int steady = 0; steady < 2 && windows < MOST_WINDOWS; windows++) {
      List<String> batches = approved(clients, school, windows * WINDOW, WINDOW);
      long start = System.nanoTime();
      issued(clients, school, batches);
      double now = WINDOW / seconds(start);
      tell.accept("warming up: %.0f issues per second".formatted(now));
      steady = now < best * STEADY ? steady + 1 : 0;
      best = Math.max(best, now);
    }
    return windows * WINDOW;
  }

  private static List<String> approved(
      ExecutorService clients, IssuingClient school, int from, int count)
      throws IOException, InterruptedException {
    List<Callable<String>> works = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = from + i;
      works.add(() -> school.approved(number, 1));
    }
    return all(clients, works);
  }

  /** Seconds from the word "sign" until each was done. */
  private static List<Double> issued(
      ExecutorService clients, IssuingClient school, List<String> batches)
      throws IOException, InterruptedException {
    List<Callable<Double>> works = new ArrayList<>();
    for (String batch : batches) {
      works.add(
          () -> {
            long start = System.nanoTime();
            school.await(school.sign(batch));
            return seconds(start);
          });
    }
    return all(clients, works);
  }

  private static double commitRate(OwnDemo demo, ExecutorService clients)
      throws IOException, InterruptedException, SQLException {
    try (Connection store = DemoStore.open(demo);
        Statement create = store.createStatement()) {
      create.execute("create table raw_commits (id bigint generated always as identity, n int)");
      store.commit();
    }
    return rate(
        clients,
        () -> {
          int done = 0;
          try (Connection store = DemoStore.open(demo);
              PreparedStatement insert =
                  store.prepareStatement("insert into raw_commits (n) values (1)")) {
            for (long end = System.nanoTime() + RAW_NANOS; System.nanoTime() < end; done++) {
              insert.execute();
              store.commit();
            }
          }
          return done;
        });
  }

  /** The cheapest request that is authorised and reads a row. */
  private static double requestRate(
      ExecutorService clients, IssuingClient school, List<String> batches)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    return rate(
        clients,
        () -> {
          String job = school.sign(batches.get(next.getAndIncrement()));
          int done = 0;
          for (long end = System.nanoTime() + RAW_NANOS; System.nanoTime() < end; done++) {
            school.await(job);
          }
          return done;
        });
  }

  private static double rate(ExecutorService clients, Callable<Integer> work)
      throws IOException, InterruptedException {
    List<Callable<Integer>> works = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      works.add(work);
    }
    long start = System.nanoTime();
    int done = all(clients, works).stream().mapToInt(Integer::intValue).sum();
    return done / seconds(start);
  }

  private static <T> List<T> all(ExecutorService clients, List<Callable<T>> works)
      throws IOException, InterruptedException {
    try {
      List<T> results = new ArrayList<>(works.size());
      for (Future<T> each : clients.invokeAll(works)) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException("a client failed", e.getCause());
    }
  }

  /** Transactions of the demo's database so far, as PostgreSQL counts them. */
  private static long commits(OwnDemo demo) throws IOException, SQLException {
    try (Connection store = DemoStore.open(demo);
        Statement asked = store.createStatement();
        ResultSet row =
            asked.executeQuery(
                "select xact_commit from pg_stat_database where datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Milliseconds of processors that a demo and its store used so far. */
  private record Processor(double service, double store) {
    static Processor of(OwnDemo demo) throws IOException {
      return new Processor(
          ProcessHandle.of(demo.pid()).map(Processor::millis).orElse(0.0),
          ProcessHandle.of(DemoStore.pid(demo)).stream()
              .flatMap(server -> Stream.concat(Stream.of(server), server.children()))
              .mapToDouble(Processor::millis)
              .sum());
    }

    Processor since(Processor before) {
      return new Processor(service - before.service, store - before.store);
    }

    private static double millis(ProcessHandle process) {
      return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
