package vn.sogoc.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Verifications per second over HTTP, asked by connections that each wait for their answer. The
 * service is measured when it is warm: while the JVM still compiles, each window is faster than the
 * one before.
 */
final class HttpBench {
  private static final int CONNECTIONS = 32;
  private static final int MOST_WINDOWS = 15;
  private static final double STEADY = 1.05;
  private static final String PATH = "/api/v1/verifications";

  private final URI base;
  private final List<byte[]> requests;
  private final int windowSeconds;
  private final Consumer<String> progress;
  private final LongAdder answered = new LongAdder();
  private volatile boolean over;

  private HttpBench(URI base, List<byte[]> requests, int windowSeconds, Consumer<String> progress) {
    this.base = base;
    this.windowSeconds = windowSeconds;
    this.progress = progress;
    this.requests = requests;
  }

  /**
   * Asks a service about its own valid samples.
   *
   * @param perCore raw verifications per second and core, for the bound
   * @param windowSeconds how long one window counts
   * @param progress is told about the warm-up
   */
  static Figure verify(
      DemoAccess demo, URI base, double perCore, int windowSeconds, Consumer<String> progress)
      throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    double rate = new HttpBench(base, validOnes(demo, base), windowSeconds, progress).steadyRate();
    return new Figure("http-verify", rate, "1/s", perCore * cores);
  }

  /**
   * Answers per second in the first window after two that gained less than a twentieth over all
   * before them; what is still not steady after {@value #MOST_WINDOWS} windows is told as it is.
   */
  private double steadyRate() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> connections = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        connections.add(threads.submit(() -> drive(first)));
      }
      double rate;
      try {
        double best = 0;
        int windows = 0;
        for (int steady = 0; steady < 2 && windows < MOST_WINDOWS - 1 && !over; windows++) {
          double now = window();
          progress.accept("warming up: %,.0f verifications per second".formatted(now));
          steady = now < best * STEADY ? steady + 1 : 0;
          best = Math.max(best, now);
        }
        rate = window();
      } finally {
        over = true;
      }
      for (Future<Long> connection : connections) {
        connection.get();
      }
      return rate;
    } catch (ExecutionException e) {
      throw new IOException("the load ended early: " + e.getCause(), e);
    }
  }

  private double window() throws InterruptedException {
    long before = answered.sum();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(windowSeconds);
    return (answered.sum() - before) / ((System.nanoTime() - start) / 1e9);
  }

  /** Every code is asked about once, so that only valid ones are measured. */
  private static List<byte[]> validOnes(DemoAccess demo, URI base) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    try (LoadConnection connection = new LoadConnection(base)) {
      for (String qr : demo.codes()) {
        byte[] request =
            LoadConnection.post(base, PATH, demo.verifyKey(), "{\"qr\":\"" + qr + "\"}");
        if (isValid(connection.ask(request))) {
          requests.add(request);
        }
      }
    }
    if (requests.isEmpty()) {
      throw new IOException("the service calls none of its samples valid");
    }
    return requests;
  }

  private static boolean isValid(byte[] answer) {
    return new String(answer, StandardCharsets.ISO_8859_1).contains("\"verdict\":\"valid\"");
  }

  /** How many were asked; every answer is read and must say valid. */
  private long drive(int first) throws IOException {
    long asked = 0;
    try (LoadConnection connection = new LoadConnection(base)) {
      for (int i = first; !over; i++) {
        if (!isValid(connection.ask(requests.get(i % requests.size())))) {
          throw new IOException("a valid sample was not answered with valid");
        }
        answered.increment();
        asked++;
      }
      return asked;
    } finally {
      over = true; // one that fails ends the run
    }
  }
}
