package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.sogoc.platform.tables.XlsxText;

/**
 * A workbook of invented people through the API of a service of our own: uploaded, said how to
 * read, every row checked. What counts is the time from the first byte of the upload until the last
 * row was checked.
 */
final class ImportBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "sogoc-bench-51d7";
  private static final double MOST_MILLIS = 20_000;
  private static final int BAD_EVERY = 20;
  private static final int LONGEST_SECONDS = 1800;

  private static final int ROWS = 50_000;

  private final Consumer<String> tell;
  private final HttpClient http = HttpClient.newHttpClient();

  ImportBench(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Milliseconds until every row was checked. */
  Figure check() throws IOException, InterruptedException {
    Path file = Files.createTempFile("sogoc-bench", ".xlsx");
    try (OwnDemo demo = OwnDemo.start()) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        XlsxText.write(out, Cohort.HEADER, spoilt(Cohort.of(ROWS)));
      }
      return measured(demo, file);
    } finally {
      Files.delete(file);
    }
  }

  private Figure measured(OwnDemo demo, Path file) throws IOException, InterruptedException {
    JsonNode access = JSON.readTree(demo.file().toFile());
    Api api =
        new Api(
            URI.create(access.path("baseUrl").asText()),
            access.path("apiKeys").path("prepare").asText());
    long start = System.nanoTime();
    JsonNode list = api.upload(Files.readAllBytes(file));
    String path = "/api/v1/imports/" + list.path("id").asText();
    long uploaded = System.nanoTime();
    api.put(path + "/layout", layout(list));
    long begun = System.nanoTime();
    long first = 0;
    while (true) {
      list = api.get(path);
      if (first == 0 && list.path("counts").path("faults").asInt() > 0) {
        api.get(path + "/errors");
        first = System.nanoTime();
      }
      if (!list.path("state").asText().equals("reading")) {
        break;
      }
      if (System.nanoTime() - begun > LONGEST_SECONDS * 1_000_000_000L) {
        throw new IOException("the list was not read in " + LONGEST_SECONDS + " s");
      }
      Thread.sleep(20);
    }
    long end = System.nanoTime();
    int read = list.path("counts").path("rows").asInt();
    if (read != ROWS || first == 0) {
      throw new IOException("the service read " + read + " of " + ROWS + " rows: " + list);
    }
    tell.accept(
        "workbook of %,d rows, %,d kB: upload %,.2f s, first fault shown %,.2f s after the reading began (aim 2 s), %,d rows with faults, %,.0f rows per second, %,d MB resident at most (aim 512 MB)"
            .formatted(
                ROWS,
                Files.size(file) / 1024,
                (uploaded - start) / 1e9,
                (first - begun) / 1e9,
                list.path("counts").path("faulty").asInt(),
                ROWS / ((end - begun) / 1e9),
                ProcessMemory.peakKilobytes(demo.pid()) / 1024));
    return new Figure("xlsx-import", (end - start) / 1e6, "ms", MOST_MILLIS);
  }

  /** Every twentieth row with a date that is none. */
  private static Iterator<List<String>> spoilt(Iterator<List<String>> people) {
    int birth = Cohort.HEADER.indexOf("Ngày sinh");
    return new Iterator<>() {
      private int count;

      @Override
      public boolean hasNext() {
        return people.hasNext();
      }

      @Override
      public List<String> next() {
        List<String> row = new ArrayList<>(people.next());
        count++;
        if (count % BAD_EVERY == 0) {
          row.set(birth, "31/02/2003");
        }
        return row;
      }
    };
  }

  private static Map<String, Object> layout(JsonNode list) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (JsonNode column : list.path("columns")) {
      if (column.has("field")) {
        columns.add(
            Map.of(
                "column", column.path("column").asInt(), "field", column.path("field").asText()));
      }
    }
    return Map.of(
        "sheet", list.path("file").path("sheet").asInt(),
        "headerLine", list.path("file").path("headerLine").asInt(),
        "headerLines", list.path("file").path("headerLines").asInt(),
        "columns", columns);
  }

  /** The few calls that are needed, by a preparer of the demo's university. */
  private final class Api {
    private final URI base;
    private final String key;

    Api(URI base, String key) {
      this.base = base;
      this.key = key;
    }

    JsonNode upload(byte[] file) throws IOException, InterruptedException {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("kind", "BCN");
      fields.put("decisionNumber", "B-import/QĐ");
      fields.put("decisionDate", "2026-06-12");
      fields.put("issueDate", "2026-06-15");
      fields.put("graduationYear", "2026");
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      fields.forEach(
          (name, value) ->
              part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
      part(body, "name=\"file\"; filename=\"cohort.xlsx\"", file);
      body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return send(
          request("/api/v1/imports")
              .header("Idempotency-Key", "bench-import-upload")
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    void put(String path, Object content) throws IOException, InterruptedException {
      send(
          request(path)
              .header("Idempotency-Key", "bench-import-layout")
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(content))));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
      return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IOException(
            "the API answered "
                + answer.statusCode()
                + ": "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return JSON.readTree(answer.body());
    }

    private static void part(ByteArrayOutputStream body, String head, byte[] content) {
      String before = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n";
      body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(content);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
