package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Somebody in front of the console: signed in with a password, one request after the other. */
final class ConsoleClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  private String csrf = "";

  private ConsoleClient(URI base) {
    this.base = base;
  }

  /** A visitor who is nobody. */
  static ConsoleClient visitor(URI base) {
    return new ConsoleClient(base);
  }

  /**
   * An account of the demo.
   *
   * @param demo what {@code demo.json} says
   */
  static ConsoleClient of(JsonNode demo, String username) throws IOException, InterruptedException {
    ConsoleClient client = new ConsoleClient(URI.create(demo.path("baseUrl").asText()));
    for (JsonNode account : demo.path("accounts")) {
      if (account.path("username").asText().equals(username)) {
        client.signIn(username, account.path("password").asText());
        return client;
      }
    }
    throw new IOException("the demo has no account " + username);
  }

  private void signIn(String username, String password) throws IOException, InterruptedException {
    post("/login", "username=" + encoded(username) + "&password=" + encoded(password));
    csrf = json("/api/v1/me").path("csrfToken").asText();
  }

  /** What a page or a list answers. */
  String get(String path) throws IOException, InterruptedException {
    return body(request(path).GET().build());
  }

  /** The same as JSON. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path));
  }

  /** What a form answers. */
  String post(String path, String form) throws IOException, InterruptedException {
    return body(
        request(path)
            .header("Origin", base.toString())
            .header("X-CSRF-TOKEN", csrf.isEmpty() ? "none" : csrf)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Accept", path.startsWith("/api/") ? "application/json" : "text/html")
        .header("Accept-Language", "vi");
  }

  private String body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException(
          answer.statusCode() + " from " + request.uri().getPath() + ": " + answer.body());
    }
    return answer.body();
  }
}
