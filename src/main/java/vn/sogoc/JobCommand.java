package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.secrets.Randomness;

/**
 * The verb {@code job}: shows how far a job is until it ends, lets it rest, or lets it go on. What
 * it shows is what the page and the API show.
 */
final class JobCommand {
  private static final int FAILED = 1;
  private static final int MISUSED = 64; // as in Main
  private static final long EVERY_MILLIS = 500;
  private static final String USAGE =
      "usage: ./sogoc job watch|pause|resume JOB [--url URL]; SOGOC_API_KEY holds your key";

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  JobCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    try {
      return obey(arguments);
    } catch (Unstartable e) {
      err.println("sogoc: " + e.getMessage());
      return MISUSED;
    } catch (IOException e) {
      err.println("sogoc: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private int obey(List<String> arguments) throws Unstartable, IOException, InterruptedException {
    Options options = Options.parse(arguments, Set.of("url"));
    if (options.words().size() != 2 || PublicId.parse("job", options.words().get(1)).isEmpty()) {
      err.println(USAGE);
      return MISUSED;
    }
    String path = "/api/v1/jobs/" + options.words().get(1);
    ServiceClient client =
        new ServiceClient(
            settings, options, new PublicIds(Randomness.ofSystem()).nextUuid().toString());
    return switch (options.words().getFirst()) {
      case "watch" -> watch(client, path);
      case "pause", "resume" ->
          told(client, client.post(path + "/" + options.words().getFirst(), Map.of()));
      default -> {
        err.println(USAGE);
        yield MISUSED;
      }
    };
  }

  /** A line whenever something changed; 0 once the job is done, 1 where it failed. */
  private int watch(ServiceClient client, String path) throws IOException, InterruptedException {
    String before = "";
    while (true) {
      ServiceClient.Answer answer = client.get(path);
      if (!answer.isGood()) {
        return told(client, answer);
      }
      JsonNode job = client.json(answer);
      String line = line(job);
      if (!line.equals(before)) {
        out.println(line);
        before = line;
      }
      switch (job.path("state").asText()) {
        case "done" -> {
          return 0;
        }
        case "failed" -> {
          return FAILED;
        }
        default -> TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    }
  }

  private int told(ServiceClient client, ServiceClient.Answer answer) throws IOException {
    JsonNode body = client.json(answer);
    if (answer.isGood()) {
      out.println(line(body));
      return 0;
    }
    err.println(
        "sogoc: %s: %s (%d)"
            .formatted(
                body.path("title").asText("refused"),
                body.path("detail").asText(),
                answer.status()));
    return FAILED;
  }

  /** Such as {@code running sign 640 of 1,212 38 per second about 15 s left 0 failed}. */
  static String line(JsonNode job) {
    StringBuilder line = new StringBuilder(job.path("state").asText());
    if (!job.path("step").asText().isEmpty()) {
      line.append(' ').append(job.path("step").asText());
    }
    line.append(
        String.format(
            Locale.ROOT,
            "  %,d of %,d  %,.0f per second",
            job.path("done").asLong(),
            job.path("total").asLong(),
            job.path("ratePerSecond").asDouble()));
    if (job.hasNonNull("etaSeconds")) {
      line.append(
          String.format(Locale.ROOT, "  about %,d s left", job.path("etaSeconds").asLong()));
    }
    line.append(String.format(Locale.ROOT, "  %,d failed", job.path("failed").asLong()));
    JsonNode failure = job.path("failure");
    if (failure.isObject()) {
      line.append("  ").append(failure.path("title").asText());
      line.append(": ").append(failure.path("detail").asText());
    }
    return line.toString();
  }
}
