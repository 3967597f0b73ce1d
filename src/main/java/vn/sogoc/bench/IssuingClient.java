package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The programs of the demo's university: class lists from the first to the last step. */
final class IssuingClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "sogoc-bench-90c1";
  private static final String HEADER =
      "STT;Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Số CCCD;Nơi sinh\n";
  private static final int LETTERS = 26;
  private static final int MOST_POLLS = 36_000;

  private final URI base;
  private final JsonNode keys;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong asked = new AtomicLong();

  private IssuingClient(URI base, JsonNode keys) {
    this.base = base;
    this.keys = keys;
  }

  static IssuingClient of(Path demoFile) throws IOException {
    JsonNode demo = JSON.readTree(demoFile.toFile());
    return new IssuingClient(URI.create(demo.path("baseUrl").asText()), demo.path("apiKeys"));
  }

  /** The same for a demo that answers at another address than its file names. */
  static IssuingClient at(URI base, Path demoFile) throws IOException {
    return new IssuingClient(base, JSON.readTree(demoFile.toFile()).path("apiKeys"));
  }

  /** How many requests were made; whoever counts sets it back. */
  AtomicLong asked() {
    return asked;
  }

  /** A batch of so many people, the first of whom has this number, until it is done. */
  void issue(int first, int rows) throws IOException, InterruptedException {
    await(sign(approved(first, rows)));
  }

  /** The same as far as two persons have approved it; its path. */
  String approved(int first, int rows) throws IOException, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", "BCN");
    fields.put("decisionNumber", "B-" + first + "/QĐ");
    fields.put("decisionDate", "2026-06-12");
    fields.put("issueDate", "2026-06-15");
    fields.put("graduationYear", "2026");
    JsonNode batch =
        send(
            request("/api/v1/batches", "prepare", "bench-prepare-" + first)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form(fields, list(first, rows)))));
    String path = "/api/v1/batches/" + batch.path("id").asText();
    Map<String, Object> approval = new LinkedHashMap<>();
    approval.put("approvedHash", batch.path("approvedHash").asText());
    approval.put("count", rows);
    approval.put("acknowledgeWarnings", true);
    post(path + "/approvals", "approve", "bench-approve-" + first, approval);
    return path;
  }

  /** Has an approved batch signed; the path of the job. */
  String sign(String batch) throws IOException, InterruptedException {
    return post(batch + "/signing", "sign", "sign" + batch.replace('/', '-'), Map.of())
        .path("url")
        .asText();
  }

  /** Waits until a job is done: logged under a cosigned head, and published. */
  void await(String job) throws IOException, InterruptedException {
    for (int i = 0; i < MOST_POLLS; i++) {
      JsonNode now = send(request(job, "sign", "").header("Prefer", "wait=20").GET());
      String state = now.path("state").asText();
      if (state.equals("done")) {
        return;
      } else if (state.equals("failed")) {
        throw new IOException("the job failed: " + now.path("failure"));
      }
      Thread.sleep(10); // where the service has no place to wait
    }
    throw new IOException("the job " + job + " did not end");
  }

  private static byte[] list(int first, int rows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < rows; i++) {
      text.append(i + 1).append(";Nguyễn Thị ").append(letters(first + i));
      text.append(";17/05/2003;Nữ;7480201;Giỏi;096303");
      text.append(String.format("%06d", first + i)).append(";Hà Nội\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    int rest = number;
    do {
      letters.insert(0, (char) ('a' + rest % LETTERS));
      rest /= LETTERS;
    } while (rest > 0);
    letters.setCharAt(0, Character.toUpperCase(letters.charAt(0)));
    return letters.toString();
  }

  private static byte[] form(Map<String, String> fields, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
    part(body, "name=\"file\"; filename=\"class.csv\"\r\nContent-Type: text/csv", file);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String head, byte[] content) {
    String before = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n";
    body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode post(String path, String key, String name, Object body)
      throws IOException, InterruptedException {
    return send(
        request(path, key, name)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String path, String key, String name) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Accept-Language", "en")
            .header("Authorization", "Bearer " + keys.path(key).asText());
    return name.isEmpty() ? request : request.header("Idempotency-Key", name);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    asked.incrementAndGet();
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "the API answered "
              + answer.statusCode()
              + " to "
              + answer.uri().getPath()
              + ": "
              + body);
    }
    return JSON.readTree(body);
  }
}
