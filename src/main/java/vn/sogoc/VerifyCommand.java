package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The verb {@code verify}: asks a running service about a QR text; the exit code is the verdict.
 */
final class VerifyCommand {
  private static final int USAGE = 64;

  /** EX_UNAVAILABLE of BSD's sysexits.h: no verdict was given. */
  private static final int NO_ANSWER = 69;

  private static final Map<String, Integer> EXIT_CODES =
      Map.ofEntries(
          Map.entry("valid", 0),
          Map.entry("superseded", 3),
          Map.entry("revoked", 4),
          Map.entry("mismatch", 5),
          Map.entry("not_found", 6),
          Map.entry("undetermined", 7),
          Map.entry("corrected", 8),
          Map.entry("suspended", 9),
          Map.entry("unknown_issuer", 10),
          Map.entry("authentic", 11),
          Map.entry("unregistered", 12),
          Map.entry("expired", 13));

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final ObjectMapper mapper = new ObjectMapper();

  VerifyCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.size() == 2 || arguments.size() > 3) {
      return usage();
    }
    if (arguments.size() == 3 && !arguments.get(1).equals("--url")) {
      return usage();
    }
    try {
      String url = arguments.size() == 3 ? arguments.get(2) : "http://localhost:" + settings.port();
      return ask(arguments.getFirst(), URI.create(url).resolve("/api/v1/verifications"));
    } catch (Unstartable | IllegalArgumentException e) {
      err.println("sogoc: " + e.getMessage());
      return USAGE;
    } catch (IOException e) {
      err.println("sogoc: the service did not answer: " + e);
      return NO_ANSWER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NO_ANSWER;
    }
  }

  private int ask(String text, URI address) throws IOException, InterruptedException {
    String body = mapper.writeValueAsString(Map.of("qr", text));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = mapper.readTree(response.body());
      out.println(answer.toPrettyString());
      return response.statusCode() == 200
          ? EXIT_CODES.getOrDefault(answer.path("verdict").asText(), NO_ANSWER)
          : NO_ANSWER;
    }
  }

  private int usage() {
    err.println("usage: ./sogoc verify QR-TEXT [--url URL]");
    return USAGE;
  }
}
