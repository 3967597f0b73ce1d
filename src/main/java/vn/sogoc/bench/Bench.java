package vn.sogoc.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.CryptoProvider;

/** The verb {@code bench}: figures by name, in the order they are asked for. */
public final class Bench {
  private static final int FAILED = 1;
  private static final int USAGE = 64;
  private static final List<String> NAMES =
      List.of(
          "core-sign",
          "core-verify",
          "http-verify",
          "log-append",
          "log-latency",
          "log-proof",
          "bulk-issue",
          "single-issue",
          "audit",
          "console",
          "status-list",
          "pdf",
          "xlsx-read",
          "xlsx-import");

  private final Path data;
  private final PrintStream out;
  private final PrintStream err;
  private final List<String> names = new ArrayList<>();
  private boolean json;
  private String url = "";
  private int windowSeconds = 10;
  private int entries = 10_000;
  private @Nullable Path kept;

  /**
   * Measures nothing yet.
   *
   * @param data data directory of the demo that {@code --url} points at
   */
  public Bench(Path data, PrintStream out, PrintStream err) {
    this.data = data;
    this.out = out;
    this.err = err;
  }

  /** Measures and prints; returns the exit code. */
  public int run(List<String> arguments) {
    if (!arguments.isEmpty() && arguments.getFirst().equals("cohort")) {
      return new CohortFile(out, err).run(arguments.subList(1, arguments.size()));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("train")) {
      return train(arguments.subList(1, arguments.size()));
    }
    if (!understood(arguments)) {
      err.println(
          "usage: ./sogoc bench ["
              + String.join("|", NAMES)
              + "]... [--json] [--url URL] [--window SECONDS] [--entries N] [--data DIRECTORY],"
              + " or bench cohort --out FILE [--rows N] [--form FORM]");
      return USAGE;
    }
    if (!json) {
      out.println("provider " + CryptoProvider.chosen().name());
      out.println(Figure.head());
    }
    CoreBench core = new CoreBench();
    try {
      for (String name : names) {
        Figure figure =
            switch (name) {
              case "core-sign" -> core.sign();
              case "core-verify" -> core.verify();
              case "http-verify" -> http(core.bareVerifications());
              case "bulk-issue" -> new BulkBench(core, this::tell).issue(entries, kept);
              case "single-issue" -> new SingleBench(core, this::tell).issue(entries);
              case "audit" -> audit(kept);
              case "console" -> new ConsoleBench(this::tell).lists(entries, kept);
              case "xlsx-read" -> new XlsxBench(this::tell).read();
              case "xlsx-import" -> new ImportBench(this::tell).check();
              case "pdf" -> new PdfBench(core, this::tell).pages(windowSeconds);
              case "status-list" -> new StatusBench().list(this::tell);
              default -> log(name);
            };
        out.println(json ? figure.json() : figure.line());
      }
      return 0;
    } catch (IOException e) {
      err.println("sogoc: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** Load for the start-up cache of a build: what it sees running is compiled early afterwards. */
  private int train(List<String> arguments) {
    if (!understood(arguments) || url.isEmpty()) {
      err.println("usage: ./sogoc bench train --url URL [--entries N]");
      return USAGE;
    }
    try {
      SingleBench.load(IssuingClient.at(URI.create(url), data.resolve("demo.json")), entries);
      return 0;
    } catch (IOException e) {
      err.println("sogoc: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private boolean understood(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--json")) {
        json = true;
      } else if (word.equals("--url") && i + 1 < arguments.size()) {
        i++;
        url = arguments.get(i);
      } else if (word.equals("--window")
          && i + 1 < arguments.size()
          && arguments.get(i + 1).matches("[1-9][0-9]?")) {
        i++;
        windowSeconds = Integer.parseInt(arguments.get(i));
      } else if (word.equals("--entries")
          && i + 1 < arguments.size()
          && arguments.get(i + 1).matches("1000000|[1-9][0-9]{0,5}")) {
        i++;
        entries = Integer.parseInt(arguments.get(i));
      } else if (word.equals("--data") && i + 1 < arguments.size()) {
        i++;
        kept = Path.of(arguments.get(i));
      } else if (NAMES.contains(word)) {
        names.add(word);
      } else {
        return false;
      }
    }
    if (names.isEmpty()) {
      names.addAll(NAMES);
    }
    return url.isEmpty() || url.matches("http://[A-Za-z0-9.:\\[\\]-]+/?");
  }

  private Figure audit(@Nullable Path kept) throws IOException, InterruptedException {
    AuditBench bench = new AuditBench(this::tell);
    return kept == null ? bench.full(entries) : bench.kept(kept.toAbsolutePath(), entries);
  }

  /** Never on a service that somebody uses: entries are written past its doors. */
  private Figure log(String name) throws IOException, InterruptedException {
    try (OwnDemo demo = OwnDemo.start();
        LogBench log = LogBench.of(demo, this::tell)) {
      return switch (name) {
        case "log-append" -> log.append();
        case "log-latency" -> log.latency();
        default -> log.proof();
      };
    }
  }

  private Figure http(double perCore) throws IOException, InterruptedException {
    if (!url.isEmpty()) {
      DemoAccess access = DemoAccess.read(data.resolve("demo.json"));
      return HttpBench.verify(access, URI.create(url), perCore, windowSeconds, this::tell);
    }
    try (OwnDemo demo = OwnDemo.start()) {
      DemoAccess access = DemoAccess.read(demo.file());
      return HttpBench.verify(access, access.base(), perCore, windowSeconds, this::tell);
    }
  }

  private void tell(String progress) {
    err.println("sogoc: " + progress);
  }
}
