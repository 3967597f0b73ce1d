package vn.sogoc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A client of the public API, as a school's own program would be one. */
final class DemoApi {
  private static final String BOUNDARY = "sogoc-demo-7f3c1b";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final URI base;
  private final ObjectMapper json;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DemoApi(URI base, ObjectMapper json) {
    this.base = base;
    this.json = json;
  }

  /** Waits until the service answers at all. */
  void awaitReady() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        HttpRequest probe = HttpRequest.newBuilder(base.resolve("/health/ready")).build();
        if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet; ask again
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("the service did not become ready in 30 seconds");
  }

  /** A file in a form. */
  @SuppressWarnings("ArrayRecordComponent") // made, sent, forgotten
  record File(String field, String name, String mediaType, byte[] content) {}

  /** Uploads a form with one file; the answer's JSON. */
  JsonNode upload(
      String path, String key, String idempotencyKey, Map<String, String> fields, File file)
      throws InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, name, value)));
    write(
        body,
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, file.field(), file.name()));
    write(body, "Content-Type: %s\r\n\r\n".formatted(file.mediaType()));
    body.writeBytes(file.content());
    write(body, "\r\n--%s--\r\n".formatted(BOUNDARY));
    return send(
        request(path, key, idempotencyKey)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Posts JSON; the answer's JSON. */
  JsonNode post(String path, String key, String idempotencyKey, Object body)
      throws InterruptedException {
    try {
      return send(
          request(path, key, idempotencyKey)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gets JSON. */
  JsonNode get(String path, String key) throws InterruptedException {
    return send(request(path, key, "").GET());
  }

  /** Waits for a job to end well. */
  JsonNode awaitJob(String path, String key) throws InterruptedException {
    Set<String> ended = Set.of("done", "failed");
    for (int i = 0; i < 1200; i++) {
      JsonNode job = get(path, key);
      String state = job.path("state").asText();
      if (state.equals("done")) {
        return job;
      }
      if (ended.contains(state)) {
        throw new IllegalStateException("the job ended in state " + job);
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("the job " + path + " did not end in a minute");
  }

  private HttpRequest.Builder request(String path, String key, String idempotencyKey) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LONGEST)
            .header("Accept-Language", "en")
            .header("Authorization", "Bearer " + key);
    return idempotencyKey.isEmpty() ? request : request.header("Idempotency-Key", idempotencyKey);
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "the API answered "
                + answer.statusCode()
                + " to "
                + answer.request().method()
                + " "
                + answer.uri().getPath()
                + ": "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
