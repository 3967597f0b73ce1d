package vn.sogoc.killed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A school's program: it is told something, or it is not and asks the same again. */
final class Caller {
  private static final String BOUNDARY = "sogoc-killed-1d0b";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Caller(URI base) {
    this.base = base;
  }

  /** What one try came to. */
  sealed interface Answer {
    /** An acknowledgement, or what was asked for. */
    record Told(int status, JsonNode body) implements Answer {}

    /** No connection, a lost one, or a service that cannot answer now. */
    record Unknown(String why) implements Answer {}

    /** A refusal. */
    record Refused(int status, String body) implements Answer {}
  }

  Answer get(String path, String key) {
    return send(request(path, key).GET());
  }

  /** Something new, under a name that it keeps however often it is sent. */
  Answer post(String path, String key, String idempotencyKey, Object body) throws IOException {
    return send(json(path, key, body).header("Idempotency-Key", idempotencyKey));
  }

  /** A question. */
  Answer ask(String path, String key, Object body) throws IOException {
    return send(json(path, key, body));
  }

  private HttpRequest.Builder json(String path, String key, Object body) throws IOException {
    return request(path, key)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  /** A form with one file in it. */
  Answer upload(
      String path,
      String key,
      String idempotencyKey,
      Map<String, String> fields,
      String fileField,
      String fileName,
      byte[] file) {
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
            .formatted(BOUNDARY, fileField, fileName));
    write(
        body,
        "Content-Type: %s\r\n\r\n"
            .formatted(fileName.endsWith(".csv") ? "text/csv" : "application/pdf"));
    body.writeBytes(file);
    write(body, "\r\n--%s--\r\n".formatted(BOUNDARY));
    return send(
        request(path, key)
            .header("Idempotency-Key", idempotencyKey)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Bytes that anybody may read. */
  byte[] read(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept-Language", "en");
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      int status = answer.statusCode();
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      if (status < 300) {
        return new Answer.Told(status, JSON.readTree(body));
      }
      boolean isRunning = status == 409 && body.contains("idempotency-key-in-use");
      if (status >= 500 || status == 429 || isRunning) {
        return new Answer.Unknown(status + " " + body);
      }
      return new Answer.Refused(status, body);
    } catch (IOException e) {
      return new Answer.Unknown(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    }
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
