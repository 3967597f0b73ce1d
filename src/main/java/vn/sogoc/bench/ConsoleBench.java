package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long the lists of the console take when the register is as full as the country's: all
 * credentials are one university's, which is the worst case for its lists, and there are as many
 * schools as somebody has to choose from. Each list is asked for by one visitor after the other;
 * the time is the visitor's, so it holds the way there and back too.
 */
final class ConsoleBench {
  private static final int SCHOOLS = 5_000;
  private static final int SMALL_BATCHES = 300;
  private static final int SMALL = 10;
  private static final int LARGEST = 100_000;
  private static final int WARM = 15;
  private static final int MEASURED = 40;
  private static final double AIM_MILLIS = 100;

  private final Consumer<String> tell;

  ConsoleBench(Consumer<String> tell) {
    this.tell = tell;
  }

  private record Asked(String who, String path, @Nullable String form) {
    String name() {
      return who + " " + path.replaceAll("(bat|lst)_[0-9A-Za-z]+", "{id}");
    }
  }

  /**
   * The slowest list's time that 95 of 100 requests keep, in milliseconds.
   *
   * @param kept where the register stays afterwards, or what an earlier run left there; or null
   */
  Figure lists(int entries, @Nullable Path kept) throws IOException, InterruptedException {
    Path data = kept == null ? null : kept.toAbsolutePath();
    try (OwnDemo demo = OwnDemo.withSchools(data, SCHOOLS)) {
      JsonNode made = new ObjectMapper().readTree(demo.file().toFile());
      Path issued = demo.data().resolve("console-issued");
      if (!Files.exists(issued)) {
        issue(IssuingClient.of(demo.file()), entries);
        Files.createFile(issued);
      }
      return measure(made);
    }
  }

  /** Many small batches and a few large ones. */
  private void issue(IssuingClient school, int entries) throws IOException, InterruptedException {
    List<int[]> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < SMALL_BATCHES && from + SMALL <= entries; i++, from += SMALL) {
      parts.add(new int[] {from, SMALL});
    }
    int size = Math.min(LARGEST, Math.max(1, (entries - from) / 4));
    for (; from < entries; from += size) {
      parts.add(new int[] {from, Math.min(size, entries - from)});
    }
    try (ExecutorService programs = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> works = new ArrayList<>();
      for (int[] part : parts) {
        works.add(
            () -> {
              school.issue(part[0], part[1]);
              return part[1];
            });
      }
      for (Future<Integer> end : programs.invokeAll(works)) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a batch was not issued", e.getCause());
    }
    tell.accept("issued %,d in %,d batches".formatted(entries, parts.size()));
  }

  private Figure measure(JsonNode made) throws IOException, InterruptedException {
    ConsoleClient visitor = ConsoleClient.visitor(URI.create(made.path("baseUrl").asText()));
    ConsoleClient clerk = ConsoleClient.of(made, "dhhl.soan");
    List<Asked> all = new ArrayList<>();
    for (String who : List.of("dhhl.soan", "dhhl.duyet", "dhhl.ky")) {
      pages(all, who, "/me", "/me/batches");
    }
    String large = largest(clerk.json("/api/v1/batches?limit=100"));
    pages(
        all,
        "dhhl.soan",
        "/me/batches/" + large,
        "/me/batches/" + large + "?from=5000",
        "/me/batches/" + large + "?order=longest",
        "/me/imports",
        "/me/reports",
        "/api/v1/batches",
        "/api/v1/batches/" + large + "/rows?after=5000",
        "/api/v1/batches/" + large + "/records?after=5000",
        "/api/v1/register-numbers?kind=BCN&year=2026",
        "/api/v1/institutions/iss_101/reports/2026",
        "/api/v1/imports");
    all.add(new Asked("dhhl.soan", "/me/find", "number=" + ConsoleClient.encoded("1/BCN/2026")));
    all.add(new Asked("dhhl.soan", "/me/find", "number=" + ConsoleClient.encoded("B-0/QĐ")));
    pages(all, "dhhl.vp", "/me/office", "/api/v1/proposals", "/api/v1/institutions/iss_101/people");
    pages(all, "vanhanh", "/me", "/me/office", "/me/office?at=iss_101", "/me/quotas", "/me/held");
    String list =
        visitor.json("/api/v1/publications?limit=1").path("data").get(0).path("id").asText();
    pages(
        all,
        "",
        "/publications",
        "/publications/" + list,
        "/counts",
        "/api/v1/publications",
        "/api/v1/publications/" + list + "/entries",
        "/api/v1/issuers",
        "/api/v1/issued-counts?year=2026");
    return slowest(made, all);
  }

  private static void pages(List<Asked> all, String who, String... paths) {
    for (String path : paths) {
      all.add(new Asked(who, path, null));
    }
  }

  private static String largest(JsonNode batches) throws IOException {
    String found = "";
    int most = 0;
    for (JsonNode batch : batches.path("data")) {
      if (batch.path("rows").asInt() > most) {
        most = batch.path("rows").asInt();
        found = batch.path("id").asText();
      }
    }
    if (found.isEmpty()) {
      throw new IOException("no batch in " + batches);
    }
    return found;
  }

  private Figure slowest(JsonNode made, List<Asked> all) throws IOException, InterruptedException {
    String before = "";
    ConsoleClient client = ConsoleClient.visitor(URI.create(made.path("baseUrl").asText()));
    double worst = 0;
    for (Asked asked : all) {
      if (!asked.who().equals(before)) {
        client = ConsoleClient.of(made, asked.who().isEmpty() ? "dhhl.soan" : asked.who());
        before = asked.who();
      }
      double first = once(client, asked);
      for (int i = 1; i < WARM; i++) {
        once(client, asked);
      }
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < MEASURED; i++) {
        times.add(once(client, asked));
      }
      times.sort(null);
      double most = times.get(MEASURED * 95 / 100 - 1);
      worst = Math.max(worst, most);
      tell.accept(
          "%6.1f ms median, %6.1f ms of 95 in 100, first %7.1f ms: %s"
              .formatted(times.get(MEASURED / 2), most, first, asked.name()));
    }
    return new Figure("console", worst, "ms", AIM_MILLIS);
  }

  private static double once(ConsoleClient client, Asked asked)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (asked.form() == null) {
      client.get(asked.path());
    } else {
      client.post(asked.path(), asked.form());
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
