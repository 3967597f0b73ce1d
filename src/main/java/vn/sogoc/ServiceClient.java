package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;

/** Talks to a running service as the person whose API key is in SOGOC_API_KEY. */
final class ServiceClient {
  /** An answer: its status and its bytes. */
  record Answer(int status, Bytes body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  private static final String BOUNDARY = "sogoc-form-5d1c07";

  private final URI base;
  private final Optional<String> key;
  private final String repeatKey;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * A client.
   *
   * @param repeatKey names the one changing request it sends, so that sending it twice is once
   */
  ServiceClient(Settings settings, Options options, String repeatKey) throws Unstartable {
    String url = options.find("url").orElse("http://localhost:" + settings.port());
    try {
      this.base = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new Unstartable("--url is an address such as https://sogoc.example.vn");
    }
    this.key = settings.find("api-key");
    this.repeatKey = repeatKey;
  }

  /** A client with somebody's key. */
  ServiceClient(URI base, String key, String repeatKey) {
    this.base = base;
    this.key = Optional.of(key);
    this.repeatKey = repeatKey;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    if (key.isEmpty()) {
      throw new IOException("SOGOC_API_KEY holds no key of yours");
    }
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", repeatKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  /** Sends a form with one CSV file in the field {@code file}. */
  Answer upload(String path, Map<String, String> fields, String csv)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append(part("name=\"" + name + "\"")).append("\r\n").append(value).append("\r\n"));
    body.append(part("name=\"file\"; filename=\"list.csv\""))
        .append("Content-Type: text/csv\r\n\r\n")
        .append(csv)
        .append("\r\n--" + BOUNDARY + "--\r\n");
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Idempotency-Key", repeatKey)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static String part(String disposition) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n";
  }

  JsonNode json(Answer answer) throws IOException {
    return json.readTree(answer.body().toArray());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept-Language", "en");
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), Bytes.of(response.body()));
    }
  }
}
