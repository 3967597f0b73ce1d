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

/** Verifications per second over HTTP, asked by connections that each wait for their answer. */
final class HttpBench {
  private static final int CONNECTIONS = 32;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String PATH = "/api/v1/verifications";

  private HttpBench() {}

  /**
   * Asks a service about its own valid samples.
   *
   * @param perCore raw verifications per second and core, for the bound
   */
  static Figure verify(DemoAccess demo, URI base, double perCore)
      throws IOException, InterruptedException {
    List<byte[]> requests = validOnes(demo, base);
    long start = System.nanoTime();
    long from = start + WARM_UP_NANOS;
    long until = from + MEASURED_NANOS;
    long answered = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        counts.add(threads.submit(() -> drive(base, requests, first, from, until)));
      }
      for (Future<Long> count : counts) {
        answered += count.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the load ended early: " + e.getCause(), e);
    }
    double seconds = MEASURED_NANOS / 1e9;
    int cores = Runtime.getRuntime().availableProcessors();
    return new Figure("http-verify", answered / seconds, "1/s", perCore * cores);
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
    return new String(answer, StandardCharsets.UTF_8).contains("\"verdict\":\"valid\"");
  }

  /** Answers inside the measured time; every one is read and must say valid. */
  private static long drive(URI base, List<byte[]> requests, int first, long from, long until)
      throws IOException {
    long counted = 0;
    try (LoadConnection connection = new LoadConnection(base)) {
      for (int i = first; ; i++) {
        byte[] answer = connection.ask(requests.get(i % requests.size()));
        long now = System.nanoTime();
        if (now >= until) {
          return counted;
        }
        if (!isValid(answer)) {
          throw new IOException("a valid sample was not answered with valid");
        }
        if (now >= from) {
          counted++;
        }
      }
    }
  }
}
